/**
 * Stands in for Cocos Creator's engine, which no package registry has: what the component uses of it, as the engine 3.8 was
 * found to behave. It proves nothing about the engine itself.
 */
export { _decorator, CCBoolean, CCClass, CCFloat, CCInteger, CCString } from './classes';
export { ccenum, Enum } from './enums';
export { EventTarget } from './events';
export { Game, game, sys, VERSION } from './game';
export { EventKeyboard, EventTouch, Input, input, KeyCode, Touch } from './input';
export { Label } from './label';
export { Component, director, EventHandler, Node } from './scene';
