import type {CopilotEvent} from '../../wizard/copilot/events.js';
import type {CopilotState} from '../../wizard/copilot/state.js';
import {createListeners, type Machine} from '../../wizard/run-machine.js';
import type {Glyphs} from '../lines/glyphs.js';
import {isCommand} from '../lines/keys.js';
import type {LineScreen} from '../screen/line-screen.js';
import {pressCopilot} from './press.js';
import {copilotFrame} from './view.js';

export type CopilotSession = Machine<CopilotState, CopilotEvent>;

/** *Copy to Sigma* as rows and keys; it knows nothing of what draws it. */
export const createCopilotScreen = (options: {
	readonly session: CopilotSession;
	readonly glyphs: Glyphs;
	/** Ctrl+C. */
	readonly onLeave: () => void;
}): LineScreen => {
	const {session, glyphs, onLeave} = options;
	const {subscribe, notify} = createListeners();
	session.subscribe(notify);
	return {
		subscribe,
		tick: () => undefined,
		frame: size => copilotFrame({...size, state: session.state(), glyphs}),
		press: (press, size) => {
			if (isCommand(press, 'leave')) return onLeave();
			const event = pressCopilot(press, {...size, state: session.state(), glyphs});
			if (event) session.dispatch(event);
			return undefined;
		},
	};
};
