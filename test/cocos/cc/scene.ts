import { ccclass, CCClass, factsOf, property, CCString } from './classes';
import type { Constructor } from './classes';

/** A class as a name or itself. */
type Wanted = string | Constructor;

export class Node {
  readonly components: Component[] = [];
  private isActive = true;
  isInScene = false;

  constructor(readonly name = 'node') {}

  get active(): boolean {
    return this.isActive;
  }

  set active(active: boolean) {
    this.isActive = active;
    director.activate(this);
  }

  get activeInHierarchy(): boolean {
    return this.isActive && this.isInScene;
  }

  /** undefined where the class may be there once only. */
  addComponent<T extends object>(ctor: new () => T): T | undefined {
    if (factsOf(ctor).disallowMultiple === true && this.getComponent(ctor as Constructor) !== null) return undefined;
    const component = new ctor() as T & Component;
    this.attach(component);
    return component;
  }

  attach(component: Component): void {
    component.node = this;
    this.components.push(component);
    director.activate(this);
  }

  getComponent(wanted: Wanted): Component | null {
    const ctor = typeof wanted === 'string' ? CCClass.byName(wanted) : wanted;
    return this.components.find((each) => ctor !== undefined && each instanceof ctor) ?? null;
  }

  destroy(): void {
    this.isInScene = false;
    director.activate(this);
    for (const each of this.components) each.end();
    this.components.length = 0;
  }
}

/** The messages come in the engine's order: onLoad, onEnable, start, update, onDisable, onDestroy. */
export class Component {
  node!: Node;
  private isEnabled = true;
  private state: 'new' | 'loaded' | 'destroyed' = 'new';
  private isOn = false;
  private isStarted = false;

  get enabled(): boolean {
    return this.isEnabled;
  }

  set enabled(enabled: boolean) {
    this.isEnabled = enabled;
    if (this.state === 'loaded') this.turn();
  }

  get enabledInHierarchy(): boolean {
    return this.isEnabled && this.node !== undefined && this.node.activeInHierarchy;
  }

  get isValid(): boolean {
    return this.state !== 'destroyed';
  }

  getComponent(wanted: Wanted): Component | null {
    return this.node.getComponent(wanted);
  }

  destroy(): void {
    this.end();
    this.node.components.splice(this.node.components.indexOf(this), 1);
  }

  /** Of the stand-in. */
  load(): void {
    if (this.state !== 'new' || !this.node.activeInHierarchy) return;
    this.state = 'loaded';
    this.message('onLoad');
  }

  turn(): void {
    if (this.state !== 'loaded' || this.isOn === this.enabledInHierarchy) return;
    this.isOn = this.enabledInHierarchy;
    this.message(this.isOn ? 'onEnable' : 'onDisable');
  }

  begin(): void {
    if (!this.isOn || this.isStarted) return;
    this.isStarted = true;
    this.message('start');
  }

  frame(name: 'update' | 'lateUpdate', dt: number): void {
    if (this.isOn && this.isStarted) this.message(name, dt);
  }

  end(): void {
    if (this.state === 'destroyed') return;
    const wasLoaded = this.state === 'loaded';
    if (this.isOn) {
      this.isOn = false;
      this.message('onDisable');
    }
    this.state = 'destroyed';
    if (wasLoaded) this.message('onDestroy');
  }

  private message(name: string, ...args: unknown[]): void {
    const method: unknown = Reflect.get(this, name);
    if (typeof method === 'function') method.apply(this, args);
  }
}

/** Runs the frames of all that is in the scene. `isEditor`: nothing gets a message. */
class Director {
  isEditor = false;
  private readonly nodes: Node[] = [];

  add(node: Node): Node {
    node.isInScene = true;
    this.nodes.push(node);
    this.activate(node);
    return node;
  }

  activate(node: Node): void {
    if (this.isEditor) return;
    for (const each of [...node.components]) each.load();
    for (const each of byOrder(node.components)) each.turn();
  }

  /** One frame. */
  tick(dt = 1 / 60): void {
    const all = byOrder(this.nodes.flatMap((node) => node.components));
    for (const each of all) each.begin();
    for (const each of all) each.frame('update', dt);
    for (const each of all) each.frame('lateUpdate', dt);
  }

  /** Of the stand-in: every node is destroyed, as at the change of a scene. */
  reset(): void {
    for (const node of this.nodes.splice(0)) node.destroy();
    this.isEditor = false;
  }
}

function byOrder(components: readonly Component[]): Component[] {
  const order = (each: Component): number => factsOf(each.constructor).executionOrder ?? 0;
  return [...components].sort((a, b) => order(a) - order(b));
}

export const director = new Director();

/** A function of a component that a scene names. */
export class EventHandler {
  target: Node | null = null;
  component = '';
  handler = '';
  customEventData = '';

  static emitEvents(events: EventHandler[], ...args: unknown[]): void {
    for (const event of events) event.emit(args);
  }

  emit(params: unknown[]): void {
    const component = this.target?.getComponent(this.component);
    const method: unknown = component && Reflect.get(component, this.handler);
    if (typeof method !== 'function') return;
    method.apply(component, this.customEventData === '' ? params : [...params, this.customEventData]);
  }
}

for (const key of ['component', 'handler', 'customEventData']) {
  property(CCString)?.(EventHandler.prototype, key);
}
property(Node)?.(EventHandler.prototype, 'target');
ccclass('cc.ClickEvent')(EventHandler);
