import {accountName} from '../account-text.js';
import type {Connection} from '../connection.js';
import {type ConnectionsFile, oncePerFile} from './contents.js';
import {pageRows, type ToldBy} from './page.js';

/** By what is shown, whatever the case; those of one name by their link names. */
export const sortedByName = <T extends {readonly name: string; readonly linkName: string}>(
	rows: readonly T[],
): readonly T[] =>
	rows
		.map(row => ({row, key: `${row.name.toLowerCase()}\0${row.linkName}`}))
		.sort((one, other) => (one.key < other.key ? -1 : 1))
		.map(({row}) => row);

/** The connections in the order in which they are listed; of a page those that it has of the list. */
export const listed = (file: ConnectionsFile): readonly Connection[] => {
	const page = pageRows(file);
	const rows = Object.values(file.connections);
	return page ? rows.filter(({linkName}) => page.has(linkName)) : sortedByName(rows);
};

/** How many connections have a name, and how many of these one account. */
type Named = {readonly names: Map<string, number>; readonly accounts: Map<string, number>};

const add = (counts: Map<string, number>, key: string): void => {
	counts.set(key, (counts.get(key) ?? 0) + 1);
};

const accountKey = (row: Pick<Connection, 'name' | 'account'>): string =>
	`${accountName(row.account)}\0${row.name}`;

const namedIn = oncePerFile((file): Named => {
	const named: Named = {names: new Map(), accounts: new Map()};
	for (const row of Object.values(file.connections)) {
		add(named.names, row.name);
		add(named.accounts, accountKey(row));
	}
	return named;
});

/** Undefined where no other connection is called like it. */
export const toldBy = (file: ConnectionsFile, row: Connection): ToldBy | undefined => {
	const page = pageRows(file);
	if (page) return page.get(row.linkName)?.toldBy;
	const {names, accounts} = namedIn(file);
	if ((names.get(row.name) ?? 0) < 2) return undefined;
	return accountName(row.account) === undefined || (accounts.get(accountKey(row)) ?? 0) > 1
		? 'linkName'
		: 'who';
};

/**
 * What tells a connection from others of its name: its account, or its link name where they have one account. Undefined where no other
 * is called like it.
 */
export const toldApartBy = (file: ConnectionsFile, row: Connection): string | undefined => {
	const by = toldBy(file, row);
	return by === 'who' ? accountName(row.account) : by && row.linkName;
};

/** What a connection is called among others: its name, or its link name where another one is called like it. */
export const nameAmong = (file: ConnectionsFile, row: Connection): string =>
	toldBy(file, row) === undefined ? row.name : row.linkName;
