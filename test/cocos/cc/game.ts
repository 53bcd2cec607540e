import { EventTarget } from './events';

export class Game extends EventTarget {
  static readonly EVENT_HIDE = 'game_on_hide';
  static readonly EVENT_SHOW = 'game_on_show';
  /** Before the engine leaves the process; no node gets a message any more. */
  static readonly EVENT_CLOSE = 'game_on_close';
}

export const game = new Game();

export const VERSION = '3.8.8';

export const sys = {
  ...{ isNative: true, platform: 'LINUX', os: 'Linux', osVersion: '6.1', languageCode: 'en' },
};
