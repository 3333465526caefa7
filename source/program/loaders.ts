import type {Invocation} from '../kit/invocation.js';

/** What a command does. `run` resolves to an exit code of the contract, or to that of another program which was run. */
type Command = {readonly run: (invocation: Invocation) => Promise<number>};

/** How each command is loaded, by its name: one that is not asked for costs nothing. */
export const loaders: Readonly<Record<string, () => Promise<Command>>> = {
	new: () => import('../commands/new.js'),
	edit: () => import('../commands/edit/index.js'),
	reconnect: () => import('../commands/reconnect.js'),
	list: () => import('../commands/list.js'),
	show: () => import('../commands/show.js'),
	services: () => import('../commands/services.js'),
	token: () => import('../commands/token.js'),
	api: () => import('../commands/api/index.js'),
	exec: () => import('../commands/exec.js'),
	proxy: () => import('../commands/proxy/index.js'),
	mcp: () => import('../commands/mcp/index.js'),
	refresh: () => import('../commands/refresh.js'),
	test: () => import('../commands/test.js'),
	rename: () => import('../commands/rename.js'),
	revoke: () => import('../commands/revoke.js'),
	remove: () => import('../commands/remove.js'),
	sheet: () => import('../commands/sheet.js'),
	export: () => import('../commands/export.js'),
	import: () => import('../commands/import/index.js'),
	share: () => import('../commands/share.js'),
	unshare: () => import('../commands/unshare.js'),
	store: () => import('../commands/store/index.js'),
	keep: () => import('../commands/keep.js'),
	log: () => import('../commands/log/index.js'),
	scopes: () => import('../commands/scopes/index.js'),
	secrets: () => import('../commands/secrets.js'),
	doctor: () => import('../commands/doctor/index.js'),
	practice: () => import('../commands/practice.js'),
	completion: () => import('../commands/completion/index.js'),
};
