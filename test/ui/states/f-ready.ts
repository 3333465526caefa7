import {proof} from '../../wizard/flows/driver.js';
import {Screen} from '../samples.js';
import {id, proving} from './e-connect.js';
import {wizard} from './shown.js';

/** F. Ready. */
export const states = {
	F1: wizard(() => new Screen(proving().send({type: 'proven', id, proof})), 'page'),
};
