import type {RequestListener} from 'node:http';
import type {TestContext} from 'node:test';
import type {Connection} from '../../../source/connection/connection.js';
import type {Service} from '../../../source/connection/service.js';
import {createMemory} from '../../../source/io/local-proxy/memory.js';
import {openLocalProxy, type ProxyOptions} from '../../../source/io/local-proxy/server.js';
import type {Use} from '../../../source/io/log/note.js';
import {createHttp} from '../../../source/io/network/http.js';
import type {DataCenter} from '../../../source/zoho/data-center.js';
import {ok, type Refusal} from '../../../source/zoho/refusal.js';
import {serveLocally} from '../../helpers/local-server.js';
import {connection, epoch, fileWith, service} from '../helpers/files.js';
import {keeperWith, newToken} from '../helpers/keeper.js';

export const key = 'key-of-the-test-0123456789abcdefghijklmnop';

/** A door to an API on this machine. */
export const openProxy = async (
	t: TestContext,
	handle: RequestListener,
	given: {
		readonly row?: Partial<Connection>;
		readonly service?: Partial<Service>;
		readonly replies?: readonly (Record<string, unknown> | Refusal)[];
		readonly options?: Partial<ProxyOptions>;
	} = {},
) => {
	const origin = await serveLocally(t, handle);
	const center: DataCenter = {id: 'us', name: 'Here', accounts: origin, api: origin, console: origin};
	const dataCenters = () => ok([center]);
	const row = connection({apiDomain: origin, ...given.row});
	const kept = await keeperWith(
		t,
		fileWith([row], [service({allowedHosts: [new URL(origin).host], ...given.service})]),
		given.replies ?? [newToken],
		{dataCenters},
	);
	const http = createHttp({environment: {}, version: '0'});
	t.after(() => http.close());
	const uses: Use[] = [];
	const clock = {now: () => epoch};
	const opened = await openLocalProxy({
		key,
		names: ['books'],
		port: undefined,
		clock,
		dataCenters,
		memory: createMemory({store: kept.store, tokenKeeper: kept.keeper, clock}),
		streaming: async () => http,
		guard: undefined,
		userAgent: 'zconn/0',
		tell: ({id}) => JSON.stringify({error: {id}}),
		noteUse: use => uses.push(use),
		...given.options,
	});
	if (!opened.ok) throw new Error(opened.refusal.what);
	t.after(opened.value.close);
	const {url} = opened.value;
	return {
		...kept,
		origin,
		url,
		uses,
		proxy: opened.value,
		call: (path: string, init: RequestInit & {duplex?: 'half'} = {}) =>
			fetch(`${url}/books${path}`, {
				redirect: 'manual',
				...init,
				headers: {'x-zconn-key': key, ...Object.fromEntries(new Headers(init.headers))},
			}),
	};
};
