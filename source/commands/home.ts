/** `zconn` alone: goes on with an unfinished draft, or sets up a new connection. */
export {run} from './new.js';
