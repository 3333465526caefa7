/** `zconn reconnect NAME`: consent alone. */
export {runReconnect as run} from './edit/index.js';
