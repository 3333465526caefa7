/** What a key did: the rows before and after it, and what was asked of the world by it. */
export type Done = {
	readonly before: readonly string[];
	readonly after: readonly string[];
	/** Types of effects; `left`, `done` and `sigma` for the end of a screen. */
	readonly effects: readonly string[];
};

type Check = (done: Done) => boolean;

/** The row that is highlighted or has the focus; in a list both. */
const placeIn = (rows: readonly string[]): string =>
	rows.filter(row => /^ {0,2}[❯▸>-] /.test(row)).join('\n');

const all = (rows: readonly string[]): string => rows.join('\n');
const asks =
	(...types: readonly string[]): Check =>
	({effects}) =>
		effects.some(effect => types.includes(effect));
const shows =
	(pattern: RegExp): Check =>
	({before, after}) =>
		pattern.test(all(after)) && all(after) !== all(before);
const moves: Check = ({before, after}) => placeIn(after) !== placeIn(before);
const changes: Check = ({before, after}) => all(after) !== all(before);
const titleOf = (rows: readonly string[]): string => rows.slice(0, 4).join('\n');
/** Another question, another page, or why not. */
const goesOn: Check = done => moves(done) || titleOf(done.before) !== titleOf(done.after) || refuses(done);
const refuses: Check = ({after}) => after.some(row => row.startsWith('✖ '));
const either =
	(...checks: readonly Check[]): Check =>
	done =>
		checks.some(check => check(done));

const counted = (rows: readonly string[]): number => Number(/(\d+) of \d+ done/.exec(all(rows))?.[1] ?? -1);
const marks: Check = ({before, after}) =>
	counted(after) !== counted(before) || moves({before, after, effects: []});
const leaves = asks('left', 'leave');

/** What each verb of a key line has to do where it stands; a verb that is not here is not known. */
export const verbs: Readonly<Record<string, Check>> = {
	accept: goesOn,
	'go on': either(goesOn, asks('wizard: draft')),
	'use it anyway': goesOn,
	'use these values': goesOn,
	'try again': either(goesOn, asks('prepare-consent')),
	'ask again': asks('prepare-consent'),
	'connect again': asks('prepare-consent', 'open-browser'),
	'open the console': asks('open-console'),
	'show what changed': shows(/→/),
	apply: asks('apply-edit', 'rename'),
	pages: shows(/▸ Invalid Client/),
	'fix it': goesOn,
	// With nothing pasted it says what is missing.
	'exchange it': either(asks('redeem'), changes),
	'try it': either(asks('redeem'), changes),
	'save the connection': asks('save-connection'),
	'save as new': asks('save-apart'),
	change: goesOn,
	'create and connect': asks('prepare-consent'),
	'save and connect': asks('prepare-consent'),
	connect: asks('prepare-consent'),
	'save again': asks('save-connection'),
	save: asks('apply-edit', 'prepare-consent'),
	'link name': moves,
	'all READ': changes,
	close: goesOn,
	done: either(asks('done', 'leave'), marks),
	'done, next': marks,
	'done, go on': goesOn,
	'clicked, go on': marks,
	// The secret is asked about first.
	'copy, go on': either(asks('copy'), shows(/Copy the Client Secret\?/)),
	copy: asks('copy', 'copied-call'),
	'copy it': asks('copy-secret', 'copy'),
	// What is no value cannot be copied, and says so.
	'copy again': either(asks('copy'), shows(/Copy the Client Secret\?/), changes),
	'copy the code': asks('copy'),
	'new code': asks('prepare-flow'),
	'paste the code': changes,
	skip: goesOn,
	'all done': goesOn,
	choose: moves,
	scroll: changes,
	'to filter': changes,
	'show all': changes,
	'take it': changes,
	mark: ({before, after}) => /[◉◯]/.test(all(before)) && all(before) !== all(after),
	chosen: shows(/Chosen/),
	all: changes,
	unverified: changes,
	'use nearest': changes,
	product: changes,
	products: changes,
	operation: changes,
	show: ({before, after}) => /•{8}/.test(all(before)) && !/•{8}/.test(all(after)),
	hide: ({before, after}) => !/•{8}/.test(all(before)) && /•{8}/.test(all(after)),
	yes: ({after}) => /Yes/.test(all(after)),
	no: shows(/No/),
	'open console': asks('open-console', 'open-page'),
	'open here': asks('open-console'),
	'open Sigma': asks('open-page'),
	'open again': asks('open-browser'),
	'open the link again': asks('open-browser'),
	'open the browser again': asks('open-browser'),
	'try the browser again': asks('open-browser'),
	"Sigma's URLs": shows(/Added Sigma's redirect URLs/),
	"drop Sigma's URLs": shows(/Took Sigma's redirect URLs out/),
	'check again': asks('check-redirects'),
	clear: changes,
	back: either(changes, leaves),
	review: shows(/Review/),
	stop: either(asks('stop'), changes),
	help: shows(/Help|Keys/),
	'all keys': shows(/Keys/),
	leave: leaves,
	'new connection': asks('wizard: new'),
	'new connection with it': asks('wizard: new'),
	new: asks('wizard: new'),
	reconnect: asks('wizard: reconnect'),
	edit: either(asks('wizard: edit', 'wizard: edit-service'), shows(/❯ (?:Client Name|Homepage URL)/)),
	'use it': goesOn,
	'edit scopes': asks('wizard: edit'),
	'copy to Sigma': asks('open-copilot', 'sigma'),
	test: asks('test'),
	'test again': asks('test', 'test-again'),
	more: moves,
	refresh: asks('refresh'),
	rename: either(shows(/❯ (?:Connection|Service) Name/), asks('rename'), refuses),
	undo: shows(/Undo the last change/),
	open: either(goesOn, asks('open-console', 'open-page')),
	services: shows(/Services/),
	filter: shows(/❯ Filter/),
	'keep the filter': changes,
	discard: shows(/Discard/),
	'discard all': shows(/Discard/),
	'keep it': goesOn,
	'revoke it': asks('revoke'),
	// A service that is used stays, and says why.
	remove: either(shows(/Remove/), asks('remove'), changes),
	share: asks('share'),
	'leave it on this machine': goesOn,
};
