import type {ConnectionsFile} from './contents.js';

/** What tells a connection from others of its name: who gave it, or its link name. */
export type ToldBy = 'who' | 'linkName';

/** What is true of a row because of rows that its page leaves out. */
export type AmongOthers = {
	readonly toldBy?: ToldBy | undefined;
	readonly isPushedOut?: true | undefined;
	/** Grants that its user and client have. */
	readonly grants: number | null;
};

/** The rows of Home's list that a page has, in their order. Other connections of the page are only there to be named. */
export type PageRows = ReadonlyMap<string, AmongOthers>;

const pages = new WeakMap<ConnectionsFile, PageRows>();

/** Makes a file with some of its rows a page: what is said of these is what the whole file would say. @returns the same object */
export const asPage = (file: ConnectionsFile, rows: PageRows): ConnectionsFile => {
	pages.set(file, rows);
	return file;
};

/** Undefined for a file that is whole. */
export const pageRows = (file: ConnectionsFile): PageRows | undefined => pages.get(file);
