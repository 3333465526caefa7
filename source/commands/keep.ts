import {setTimeout as delay} from 'node:timers/promises';
import {withProgramName} from '../connection/program-name.js';
import type {TellWorld} from '../io/alerts/tell.js';
import type {Runtime} from '../io/runtime.js';
import {type KeepWorld, type Kept, keepRound, nextRound} from '../io/shared/keep.js';
import {unwrap, withRuntime} from '../kit/command.js';
import {flagOption, type Invocation, textOption} from '../kit/invocation.js';
import {printData, printRefusal, refusalJson, say, sayRefusal} from '../kit/output/print.js';
import {worstExitCode} from '../kit/output/worst-exit-code.js';
import {namesBesideAll} from '../kit/targets.js';
import {createTerminalEvents} from '../kit/terminal/events.js';
import {ok, type Result} from '../zoho/refusal.js';

/** Those that were named, or all there are at this moment: what is shared later is kept from then on. */
const namesFor = async (
	{positionals}: Invocation,
	{overlay, shared}: Runtime,
): Promise<Result<readonly string[]>> => {
	const pulled = shared.isKnown ? await overlay.pull() : ok(true);
	if (positionals.length > 0) return ok([...new Set(positionals)]);
	if (!pulled.ok && overlay.sharedRows().size === 0) return pulled;
	const file = overlay.read();
	return file.ok ? ok(Object.keys(file.value.connections).toSorted()) : file;
};

const tell = ({streams, options}: Invocation, kept: Kept): void => {
	if (options.json === true) {
		const {kind, linkName} = kept;
		const rest =
			kept.kind === 'refused' ? {error: refusalJson(kept.refusal, streams)} : {expiresAt: kept.expiresAt};
		printData(streams, JSON.stringify({format: 1, kept: {linkName, outcome: kind, ...rest}}));
	} else if (kept.kind === 'refused') {
		sayRefusal(streams, {...kept.refusal, what: `${kept.linkName}: ${kept.refusal.what}`});
	} else {
		printData(streams, `${kept.linkName}  ${kept.kind}  until ${kept.expiresAt}`);
	}
};

/** A failure that is the same as in the round before is not told again. */
const isNews = (kept: Kept, before: readonly Kept[]): boolean => {
	if (kept.kind === 'fresh') return before.length === 0;
	const last = before.find(({linkName}) => linkName === kept.linkName);
	return !(kept.kind === 'refused' && last?.kind === 'refused' && last.refusal.id === kept.refusal.id);
};

const round = async (
	invocation: Invocation,
	{runtime, world}: {readonly runtime: Runtime; readonly world: KeepWorld},
	before: readonly Kept[],
	notify: Notify,
): Promise<Result<readonly Kept[]>> => {
	const names = await namesFor(invocation, runtime);
	if (!names.ok) return names;
	const done = await keepRound(world, names.value, kept => {
		if (isNews(kept, before)) tell(invocation, kept);
	});
	await notify(done);
	return ok(done);
};

type Notify = (round: readonly Kept[]) => Promise<void>;

/** What --notify asks for; without it nothing of it is loaded. */
const notifierFor = async (invocation: Invocation, runtime: Runtime): Promise<Notify> => {
	const {streams, environment} = invocation;
	const notify = textOption(invocation, 'notify') ?? environment.ZCONN_NOTIFY ?? '';
	if (notify.trim() === '') return async () => undefined;
	const [{senderFor}, {createTold}, {tellNews}] = await Promise.all([
		import('../io/alerts/send.js'),
		import('../io/alerts/told.js'),
		import('../io/alerts/tell.js'),
	]);
	const send = unwrap(senderFor(notify.trim(), runtime));
	const world: TellWorld = {
		store: runtime.overlay,
		clock: runtime.clock,
		memory: createTold(runtime.folder, runtime.lock),
		send,
		named: text => withProgramName(text, streams.program),
		complain: words => say(streams, words),
	};
	return done => tellNews(world, done);
};

/** Refreshes ahead of time, so that machines which only read never find a token that is over. */
export const run = withRuntime(async (invocation, runtime) => {
	if (flagOption(invocation, 'all') && invocation.positionals.length > 0)
		return printRefusal(invocation, namesBesideAll);
	const world = {...runtime, lives: new Map<string, number>()};
	const notify = await notifierFor(invocation, runtime);
	if (flagOption(invocation, 'once')) {
		const done = unwrap(await round(invocation, {runtime, world}, [], notify));
		return worstExitCode(done.map(kept => (kept.kind === 'refused' ? kept.refusal.exitCode : 0)));
	}
	const terminalEvents = createTerminalEvents();
	let before: readonly Kept[] = [];
	for (;;) {
		const done = await Promise.race([
			round(invocation, {runtime, world}, before, notify),
			terminalEvents.interrupted,
		]);
		if (done === 'interrupted') break;
		if (!done.ok) printRefusal(invocation, done.refusal);
		if (done.ok) before = done.value;
		const seconds = done.ok ? nextRound(done.value) : 30;
		const pause = new AbortController();
		const waited = await Promise.race([
			delay(seconds * 1000, 'over', {signal: pause.signal}).catch(() => 'over'),
			terminalEvents.interrupted,
		]);
		pause.abort();
		if (waited === 'interrupted') break;
	}
	terminalEvents.close();
	return terminalEvents.leaveCode();
});
