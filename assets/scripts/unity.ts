// All that a game script in Unity imports, as one module: registers the bridge of Unity.
import './bridge/puertsUnity';

export * from './index';
