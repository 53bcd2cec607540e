// All that a game script in Cocos Creator imports beside the component: registers the bridge of Cocos Creator.
import './bridge/cocosJsb';

export * from './index';
