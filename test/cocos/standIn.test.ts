import {
  CCClass,
  CCInteger,
  Component,
  director,
  Enum,
  Game,
  game,
  Input,
  input,
  KeyCode,
  Node,
  _decorator,
} from './cc';
import type { EventKeyboard, EventTouch, Touch } from './cc';
import { dump } from './cc/dump';
import { loadScene, saveScene } from './cc/serialized';

const { executionOrder } = _decorator;
const named = _decorator.ccclass as unknown as (name: string) => ClassDecorator;
const decorated = _decorator.property as unknown as (options: object) => PropertyDecorator;
const bare = _decorator.property as unknown as PropertyDecorator;
const UUID = '66c4eeb4-8599-4fc3-9550-dd14d9c1c09c';

enum Plain {
  One = 1,
}
enum Listed {
  B = 7,
  A = 3,
}
Enum(Listed);

const told: string[] = [];

@named('Told')
class Told extends Component {
  @decorated({ type: Listed })
  listed = Listed.B;

  @decorated({ type: Plain })
  plain = Plain.One;

  @decorated(CCInteger)
  whole = 4;

  @bare
  any = 5;

  @bare
  _hidden = 'x';

  @bare
  unknown = null;

  @decorated({ serializable: false })
  volatile = 1;

  @decorated({ formerlySerializedAs: 'before' })
  renamed = 'default';

  @decorated({
    visible(this: Told) {
      return this.whole > 4;
    },
  })
  sometimes = true;

  @decorated({ type: CCInteger })
  get sum(): number {
    return this.whole + this.any;
  }

  onLoad = (): void => void told.push('onLoad');
  onEnable = (): void => void told.push('onEnable');
  start = (): void => void told.push('start');
  update = (): void => void told.push('update');
  lateUpdate = (): void => void told.push('lateUpdate');
  onDisable = (): void => void told.push('onDisable');
  onDestroy = (): void => void told.push('onDestroy');
}

beforeEach(() => told.splice(0));
afterEach(() => {
  director.reset();
  input.reset();
});

const rowOf = (component: Told, name: string) => dump(component).find((row) => row.name === name);

describe('The stand-in for the engine, by what was found in it', () => {
  test('sends the messages in their order', () => {
    const node = new Node();
    const component = node.addComponent(Told);
    expect(told).toEqual([]);
    director.add(node);
    director.tick();
    component!.enabled = false;
    director.tick();
    node.destroy();
    expect(told).toEqual(['onLoad', 'onEnable', 'start', 'update', 'lateUpdate', 'onDisable', 'onDestroy']);
  });

  test('sends none in the editor', () => {
    director.isEditor = true;
    const node = new Node();
    node.addComponent(Told);
    director.add(node);
    director.tick();
    expect(told).toEqual([]);
  });

  test('runs components by their execution order', () => {
    const order: string[] = [];
    class Late extends Component {
      update = (): void => void order.push('late');
    }
    class Early extends Component {
      update = (): void => void order.push('early');
    }
    executionOrder(-5)(Early);
    const node = new Node();
    node.addComponent(Late);
    node.addComponent(Early);
    director.add(node);
    director.tick();
    expect(order).toEqual(['early', 'late']);
  });

  test('shows properties as the inspector does', () => {
    const component = new Told();
    expect(rowOf(component, 'listed')).toMatchObject({
      ...{ type: 'Enum', enumList: [{ name: 'B', value: 7 }, { name: 'A', value: 3 }] }, // prettier-ignore
    });
    expect(rowOf(component, 'plain')).toMatchObject({ type: 'Number', enumList: undefined });
    expect([rowOf(component, 'whole')?.type, rowOf(component, 'any')?.type]).toEqual(['Integer', 'Number']);
    expect(rowOf(component, '_hidden')?.visible).toBe(false);
    expect(rowOf(component, 'unknown')).toBeUndefined();
    expect(rowOf(component, 'sum')).toMatchObject({ readonly: true, value: 9 });
    expect(rowOf(component, 'sometimes')?.visible).toBe(false);
    component.whole = 5;
    expect(rowOf(component, 'sometimes')?.visible).toBe(true);
    expect(CCClass.attr(Told, 'whole')?.default).toBe(4);
  });

  test('replaces -1 in an enum', () => {
    enum Counted {
      First = 4,
      Next = -1,
    }
    expect(Enum.getList(Enum(Counted))).toEqual([
      { name: 'First', value: 4 },
      { name: 'Next', value: 5 },
    ]);
  });

  test('saves what is serialised, and reads what was called otherwise', () => {
    const node = new Node();
    const component = node.addComponent(Told) as Told;
    const entries = saveScene(component, UUID);
    const entry = entries[1] as Record<string, unknown>;
    expect(Object.keys(entry)).toEqual([
      ...['__type__', 'node', '_enabled', 'listed', 'plain', 'whole', 'any', '_hidden', 'unknown', 'renamed'],
      'sometimes',
    ]);
    delete entry['renamed'];
    Object.assign(entry, { before: 'kept', nothing: 1 });
    const again = loadScene(entries, UUID, Told) as Told;
    expect(again.renamed).toBe('kept');
    expect('nothing' in again).toBe(false);
  });

  test('tells a key once, its repeats otherwise, and no modifiers', () => {
    const events: string[] = [];
    const hear = (event: unknown): void => {
      const { type, keyCode, ...rest } = event as EventKeyboard;
      events.push(`${type} ${keyCode} ${Object.keys(rest).join()}`.trim());
    };
    for (const type of ['KEY_DOWN', 'KEY_PRESSING', 'KEY_UP'] as const) input.on(Input.EventType[type], hear);
    input.press(KeyCode.CTRL_LEFT, KeyCode.F9);
    input.press(KeyCode.F9);
    input.release(KeyCode.F9);
    expect(events).toEqual(['keydown 17', 'keydown 120', 'key-pressing 120', 'keyup 120']);
  });

  test('tells a touch once for each finger, and of none that a node of the UI has claimed', () => {
    const told: string[] = [];
    const ids = (touches: Touch[]): string => touches.map((each) => each.getID()).join('');
    const hear = (given: unknown): void => {
      const event = given as EventTouch;
      told.push(`${event.type} ${event.getID()} of ${ids(event.getTouches())}, ${ids(event.getAllTouches())}`);
    };
    for (const type of ['TOUCH_START', 'TOUCH_END'] as const) input.on(Input.EventType[type], hear);
    input.claim(1);
    input.touch('TOUCH_START', 1, 2, 3);
    input.touch('TOUCH_END', 1, 2);
    input.touch('TOUCH_START', 1);
    expect(told).toEqual([
      ...['touch-start 2 of 123, 123', 'touch-start 3 of 123, 123', 'touch-end 2 of 12, 3', 'touch-start 1 of 1, 31'],
    ]);
  });

  test('keeps listeners of a component that is disabled', () => {
    let heard = 0;
    const node = new Node();
    const component = node.addComponent(Told) as Told;
    director.add(node);
    const hear = (): void => void heard++;
    input.on(Input.EventType.KEY_DOWN, hear, component);
    game.on(Game.EVENT_HIDE, hear, component);
    component.enabled = false;
    input.press(KeyCode.F9);
    game.emit(Game.EVENT_HIDE);
    expect(heard).toBe(2);
    game.off(Game.EVENT_HIDE, hear, component);
    game.emit(Game.EVENT_HIDE);
    expect(heard).toBe(2);
  });
});
