import type {Store} from '../io/ports.js';
import {misuse, ok, type Refusal, type Result, refused, wrongUse} from '../zoho/refusal.js';
import {flagOption, type Invocation} from './invocation.js';
import type {ArgumentSpec, OptionSpec} from './spec.js';

export const connectionNames: ArgumentSpec = {
	name: 'NAME',
	summary: 'link names of connections',
	isOptional: true,
	isList: true,
};
export const allOption: OptionSpec = {flags: '--all', summary: 'every connection'};

export const namesBesideAll: Refusal = wrongUse(
	'Both names and --all were given.',
	'Either means something else.',
	'Leave one of them out.',
);

/** The connections that were named, each once, or all of them. Names that do not exist are left for the action to refuse. */
export const chooseConnections = (
	invocation: Invocation,
	store: Store,
	command: string,
): Result<readonly string[]> => {
	const names = [...new Set(invocation.positionals)];
	const isAll = flagOption(invocation, 'all');
	if (isAll && names.length > 0) return refused(namesBesideAll);
	if (!isAll && names.length === 0) {
		return misuse(
			'No connection was named.',
			'One name or several are needed, or --all.',
			`For example: zconn ${command} --all. "zconn list" shows the names.`,
		);
	}
	if (!isAll) return ok(names);
	const file = store.read();
	return file.ok ? ok(Object.keys(file.value.connections).toSorted()) : file;
};
