import {oncePer} from '../../zoho/once-per.js';
import type {Connection} from '../connection.js';
import type {Draft} from '../draft.js';
import type {SecretPolicy} from '../secrets/policy.js';
import type {Service} from '../service.js';

/** The version this program writes. Raise it together with a step in `migrations`. */
export const currentFormat = 1;

/** Everything that is kept: one versioned JSON object. Unknown keys are kept as they are. */
export type ConnectionsFile = {
	readonly format: typeof currentFormat;
	/** How secrets are kept; absent: as they are. */
	readonly secrets?: SecretPolicy | undefined;
	readonly services: Readonly<Record<string, Service>>;
	readonly connections: Readonly<Record<string, Connection>>;
	readonly drafts: Readonly<Record<string, Draft>>;
};

/** A map without a prototype, so that "constructor" is a name like any other. @param rows is changed */
export const bare = <T>(rows: Record<string, T>): Record<string, T> => Object.setPrototypeOf(rows, null);

/** The same of its rows. */
export const bareFrom = <T>(rows: Iterable<readonly [string, T]>): Record<string, T> =>
	bare(Object.fromEntries(rows));

/** Those of some rows that are wanted. */
export const someRows = <T>(
	rows: Readonly<Record<string, T>>,
	isWanted: (row: T, key: string) => boolean,
): Record<string, T> => bareFrom(Object.entries(rows).filter(([key, row]) => isWanted(row, key)));

export const mapRows = <T, R>(rows: Readonly<Record<string, T>>, change: (row: T) => R): Record<string, R> =>
	bareFrom(Object.entries(rows).map(([key, row]) => [key, change(row)]));

export const emptyFile: ConnectionsFile = {
	format: currentFormat,
	services: bare({}),
	connections: bare({}),
	drafts: bare({}),
};

/** The same function, worked out once for each file: no file is changed, it is replaced. */
export const oncePerFile = <T extends object>(workOut: (file: ConnectionsFile) => T) => oncePer(workOut);
