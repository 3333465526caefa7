import {qrRows} from '../../kit/output/qr.js';
import {plainTerminal} from '../../kit/terminal/plain-terminal.js';
import {createPrint} from '../../ui/plain/terminal.js';
import type {Session} from '../../wizard/machine.js';
import {isOver} from '../../wizard/state.js';
import type {Host, RunMode} from './run-mode.js';
import {endingOf, type Face, play, scopeSources} from './session.js';

/** A wizard in plain lines. @param hasHome whether it was opened from Home, which is left for at its first question */
export const plainFace = (host: Host, session: Session, hasHome = false): Face => {
	const {invocation, runtime, terminalEvents} = host;
	const terminal = plainTerminal(invocation, runtime.clock, terminalEvents);
	return {
		run: async told => {
			if (told === undefined) {
				const {runPlain} = await import('../../ui/plain/wizard.js');
				const ended = await runPlain({
					...scopeSources,
					...terminal,
					session,
					hasHome,
					qrRows: text => qrRows(text, invocation.streams.stdout, invocation.environment),
					onAnnounce: terminalEvents.onAnnounce,
				});
				if (ended !== 'done' || !isOver(session.state())) return ended;
			} else createPrint(terminal)(told, '');
			const {askNext} = await import('../../ui/plain/ready.js');
			return askNext({...terminal, state: session.state()});
		},
		sigma: async linkName => {
			const {copilotFromPlain} = await import('../copilot/plain.js');
			return copilotFromPlain(host, linkName, '1');
		},
	};
};

/** `zconn new` in plain lines. */
export const plainMode: RunMode = async (host, begun, toHome) => {
	const {how, state} = await play(host, begun, session => plainFace(host, session, toHome !== undefined));
	return endingOf(host, {how, state}, toHome);
};
