import type {Ended} from '../../home/wizard-result.js';
import type {HomeRunner} from '../../io/effects/home.js';
import type {Preview} from '../../io/ports.js';
import type {Invocation} from '../../kit/invocation.js';
import {glyphsOf} from '../../kit/output/glyphs.js';
import {printRefusal, say} from '../../kit/output/print.js';
import {openRuntime} from '../../kit/runtime.js';
import {createTerminalEvents} from '../../kit/terminal/events.js';
import {chooseMode} from '../../kit/terminal/mode.js';
import {openDisplay} from '../../kit/terminal/open-display.js';
import {createHomeScreen} from '../../ui/home/screen.js';
import {windowSize} from '../../ui/screen/line-screen.js';
import type {ExitCode} from '../../zoho/refusal.js';
import type {Host, Shown, ToHome} from '../wizard/run-mode.js';
import {createHome} from './session.js';

/** Milliseconds from the first frame to the reading of all that it does not show. */
const readAfter = 100;

/** A key that moves the highlight needs a window full of rows that still follow. */
const firstRows = ({streams}: Invocation): number => 2 * windowSize(streams.stdout).rows + 2;

const isEmpty = ({file, total}: Preview): boolean =>
	total === 0 && Object.keys(file.services).length === 0 && Object.keys(file.drafts).length === 0;

/** The rows that the first frame does not show are read while it is looked at, or at once where a key could mean one of them. */
const readingOf = (runner: HomeRunner, {isWhole}: Preview) => {
	let isUnread = !isWhole;
	let timer: NodeJS.Timeout | undefined;
	const readBeside = async (): Promise<void> => {
		await runner.readBeside();
		isUnread = false;
	};
	return {
		start: () => {
			if (isUnread) timer = setTimeout(readBeside, readAfter);
		},
		stop: () => clearTimeout(timer),
		onPress: (isNear: boolean): void => {
			if (isUnread && isNear) return;
			clearTimeout(timer);
			runner.look(isUnread);
			isUnread = false;
		},
	};
};

/** What was on the screen before Home, and how it ended. */
type Before = {readonly shown: Shown; readonly ended: Ended};

/** Home on the screen, and what is opened in its place, until the program is left. */
const runOnScreen = async (host: Host, seen: Preview, before?: Before): Promise<ExitCode> => {
	const {invocation, runtime, terminalEvents} = host;
	const {session, runner, nextExit, onAway} = createHome(runtime, seen);
	const {promise: interrupted, resolve: interrupt} = Promise.withResolvers<'interrupted'>();
	void terminalEvents.interrupted.then(interrupt);
	const reading = readingOf(runner, seen);
	const screen = createHomeScreen({
		session,
		glyphs: glyphsOf(invocation),
		now: runtime.clock.now,
		onPress: reading.onPress,
		onLeave: () => interrupt('interrupted'),
	});
	if (before) session.dispatch(before.ended);
	before?.shown.display.show(screen);
	const {display, close} = before?.shown ?? openDisplay(invocation, screen, runtime.onFirstFrame);
	onAway(display.hold);
	reading.start();
	const end = async (code: ExitCode, parting?: string): Promise<ExitCode> => {
		reading.stop();
		await close();
		await runner.stop();
		if (parting) say(invocation.streams, parting);
		return code;
	};
	for (;;) {
		const exit = await Promise.race([nextExit(), interrupted]);
		if (exit === 'interrupted') return end(terminalEvents.leaveCode());
		if (exit.to === 'out') return end(0);
		const from = {...host, display, close};
		const ended =
			exit.to === 'copilot'
				? await (await import('../copilot/screen.js')).copilotFromHome(from, exit.linkName)
				: await (await import('../wizard/screen.js')).runFromHome(from, exit.request);
		if (ended.type === 'left') return end(terminalEvents.leaveCode(), ended.parting);
		runner.look(true);
		session.dispatch(ended);
		display.show(screen);
	}
};

/** Home after its first wizard, which was left at its first question. */
const homeAfter: ToHome = async (host, ended, shown) => {
	const seen = await host.runtime.store.preview(firstRows(host.invocation));
	if (!seen.ok) {
		await shown?.close();
		return printRefusal(host.invocation, seen.refusal);
	}
	return shown
		? runOnScreen(host, seen.value, {shown, ended})
		: (await import('./plain.js')).runHomePlainly(host, seen.value, ended);
};

/** `zconn` alone: Home where something is saved, else the wizard, which Home comes after. */
export const run = async (invocation: Invocation): Promise<ExitCode> => {
	const mode = chooseMode(invocation);
	if (mode === 'none' || mode === 'no-terminal') return (await import('../new.js')).run(invocation);
	const runtime = openRuntime(invocation, {isDrawn: mode === 'screen'});
	const seen = await runtime.store.preview(firstRows(invocation));
	if (!seen.ok) return printRefusal(invocation, seen.refusal);
	if (isEmpty(seen.value)) return (await import('../wizard/opening.js')).run(invocation, homeAfter);
	// Before anything is drawn: a passphrase has to be asked for on a line.
	if (seen.value.file.secrets?.kept === 'passphrase') {
		const unlocked = await runtime.secrets.unlock();
		if (!unlocked.ok) return printRefusal(invocation, unlocked.refusal);
	}
	const terminalEvents = createTerminalEvents(invocation.streams);
	const host = {invocation, runtime, terminalEvents};
	const code =
		mode === 'plain'
			? await (await import('./plain.js')).runHomePlainly(host, seen.value)
			: await runOnScreen(host, seen.value);
	await runtime.close();
	terminalEvents.close();
	return code;
};
