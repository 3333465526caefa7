import {builtInDataCenters} from '../data-center.js';
import {isHostOf} from '../products/hosts.js';
import {products} from '../products/table.js';
import {readCall, type WrittenCall} from './call-text.js';
import {type FoundOperation, findOperations} from './find.js';
import {knownCall} from './known-call.js';

/** Reads a text as a call and tells what is known of it. */
export type FindCalls = (text: string) => MeantCalls | undefined;

export type MeantCalls = {readonly call: WrittenCall; readonly operations: readonly FoundOperation[]};

/** The products on a host, in whichever data center; all of them where the host is none of the table's. */
const productsOn = (host: string | undefined) => {
	// A placeholder of a documentation page may stand in the host.
	if (host === undefined || !URL.canParse(`https://${host}`)) return products;
	const url = new URL(`https://${host}`);
	const found = products.filter(product => builtInDataCenters.some(center => isHostOf(url, product, center)));
	return found.length > 0 ? found : products;
};

/**
 * The call that a text names, and what is known of it, at most once for each product that can be meant. Undefined where the
 * text names no call.
 */
export const callsMeant: FindCalls = text => {
	const call = readCall(text);
	if (!call) return undefined;
	const {method, path, host} = call;
	const candidates = productsOn(host);
	const found = findOperations(
		method,
		path,
		candidates.map(({id}) => id),
	);
	const probes = candidates.flatMap(product => knownCall(product, method, path) ?? []);
	const whole = probes.filter(
		({service, isBeginning}) =>
			!isBeginning && !found.some(one => one.service === service && !one.isBeginning),
	);
	const operations = [...found.filter(({isBeginning}) => !isBeginning || whole.length === 0), ...whole];
	return {call, operations};
};
