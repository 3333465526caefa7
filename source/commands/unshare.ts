export {runUnshare as run} from './share.js';
