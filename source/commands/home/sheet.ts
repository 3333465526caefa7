import type {ReportLine} from '../../home/state.js';
import type {Runtime} from '../../io/runtime.js';
import {makeSheet, type SheetValue} from '../../wizard/sheet/make.js';
import {ok, type Result} from '../../zoho/refusal.js';

const line = (text: string, tone: ReportLine['tone'] = 'plain'): ReportLine => ({text, tone});

const valueLines = (values: readonly SheetValue[]): readonly ReportLine[] =>
	values.map(({label, value}) => line(`${label}: ${value}`));

/** What Sigma wants of a connection, as a page of Home. The Client Secret is not on it. */
export const makeSheetPage = (
	runtime: Runtime,
	linkName: string,
): Result<{readonly title: string; readonly lines: readonly ReportLine[]}> => {
	const one = runtime.store.readOne(linkName);
	if (!one.ok) return one;
	const dataCenters = runtime.dataCenters();
	if (!dataCenters.ok) return dataCenters;
	const ports = runtime.callbackPorts();
	if (!ports.ok) return ports;
	const sheet = makeSheet(one.value, {
		dataCenters: dataCenters.value,
		ports: ports.value,
		clientSecret: undefined,
	});
	return ok({
		title: `${one.value.connection.name}, copied to Sigma`,
		lines: [
			line('Connections, New Connection, Custom Service, + Create New Service', 'heading'),
			...valueLines(sheet.form),
			line(
				`Sigma's own redirect URLs, for the client${sheet.isZoho ? ' in the API Console' : ' where it is registered'}`,
				'heading',
			),
			...sheet.redirectUrls.flatMap(({name, urls}) =>
				urls.length > 0
					? urls.map(url => line(`${name}: ${url}`))
					: [line(`${name}: not published; Sigma shows it on the connection page`)],
			),
			line(`zconn sheet ${linkName} prints it, with the plugin-manifest.json snippet`, 'next'),
		],
	});
};
