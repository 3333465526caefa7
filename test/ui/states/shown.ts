import type {HomeEvent} from '../../../source/home/events.js';
import {reduceHome} from '../../../source/home/machine.js';
import type {HomeState} from '../../../source/home/state.js';
import {pressCopilot} from '../../../source/ui/copilot/press.js';
import {copilotFrame} from '../../../source/ui/copilot/view.js';
import {pressHome} from '../../../source/ui/home/press.js';
import {homeFrame} from '../../../source/ui/home/view.js';
import type {Glyphs} from '../../../source/ui/lines/glyphs.js';
import {isCommand, type Press} from '../../../source/ui/lines/keys.js';
import {type Frame, type Line, line, span} from '../../../source/ui/lines/line.js';
import type {Size} from '../../../source/ui/screen/line-screen.js';
import {sampleNow} from '../../connection/samples.js';
import {homeOf} from '../../home/samples.js';
import type {CopilotScene} from '../../wizard/copilot/scene.js';
import {type Screen, unicode} from '../samples.js';

/** What is on the screen, whichever screen it is: drawn in a window, and hearing keys. */
export type Shown = {
	readonly frame: (size: Size, glyphs?: Glyphs) => Frame;
	readonly press: (press: Press, size: Size) => void;
	/** What it has asked the world for so far, as the types of effects; `left` and the like for the end of it. */
	readonly effects: () => readonly string[];
	/** All else that a key may change besides the picture, as a text to compare. */
	readonly trace: () => string;
};

/**
 * One state of the program that a person can be in. `screen`: one thing has the focus, the keys stand in the last row · `page`: rows and
 * keys, nothing has the focus · `printed`: it stays in the terminal, and hears no keys.
 */
export type State = {readonly kind: 'screen' | 'page' | 'printed'; readonly make: () => Shown};

/** A wizard, which its host ends. */
export const wizard = (make: () => Screen, kind: State['kind'] = 'screen'): State => ({
	kind,
	make: () => {
		const screen = make();
		const own = screen.glyphs;
		const endings: string[] = [];
		return {
			frame: (size, glyphs = own) => Object.assign(screen, size, {glyphs}).frame(),
			press: (press, size) => {
				Object.assign(screen, size);
				if (isCommand(press, 'leave')) endings.push('left');
				else screen.press(press);
			},
			effects: () => [...screen.driver.effects.map(({type}) => type), ...endings, ...screen.endings],
			trace: () => JSON.stringify(screen.driver.state),
		};
	},
});

/** Home with keys and frames, without Ink. */
export class HomeScreen {
	state: HomeState;
	columns = 80;
	rows = 24;
	glyphs = unicode;
	cursor: number | undefined;
	readonly effects: string[] = [];

	constructor(state: HomeState = homeOf()) {
		this.state = state;
	}

	input() {
		const {state, columns, rows, glyphs, cursor} = this;
		return {state, columns, rows, glyphs, now: sampleNow, cursor};
	}

	press(...presses: readonly (Press | string)[]): this {
		for (const one of presses) {
			const press = typeof one === 'string' ? {name: one, text: one === 'space' ? ' ' : ''} : one;
			const pressed = pressHome(press, this.input());
			const places = this.state.places.length;
			if (pressed && 'cursor' in pressed) this.cursor = pressed.cursor;
			for (const event of pressed?.events ?? []) this.send(event);
			if (this.state.places.length !== places) this.cursor = undefined;
		}
		return this;
	}

	send(event: HomeEvent): this {
		const [next, effects] = reduceHome(this.state, event);
		this.state = next;
		for (const effect of effects)
			this.effects.push(effect.type === 'open-wizard' ? `wizard: ${effect.request.kind}` : effect.type);
		return this;
	}

	type(text: string): this {
		return this.press(...[...text].map(one => ({name: one === ' ' ? 'space' : 'text', text: one})));
	}

	frame(): Frame {
		return homeFrame(this.input());
	}
}

export const home = (make: () => HomeScreen, kind: State['kind'] = 'page'): State => ({
	kind,
	make: () => {
		const screen = make();
		const own = screen.glyphs;
		return {
			frame: (size, glyphs = own) => Object.assign(screen, size, {glyphs}).frame(),
			press: (press, size) => {
				Object.assign(screen, size);
				if (isCommand(press, 'leave')) screen.effects.push('left');
				else screen.press(press);
			},
			effects: () => screen.effects,
			trace: () => JSON.stringify([screen.state, screen.cursor]),
		};
	},
});

/** *Copy to Sigma*. */
export const copilot = (
	make: () => CopilotScene,
	kind: State['kind'] = 'page',
	ownGlyphs: Glyphs = unicode,
): State => ({
	kind,
	make: () => {
		const scene = make();
		const endings: string[] = [];
		return {
			frame: (size, glyphs = ownGlyphs) => copilotFrame({...size, state: scene.state, glyphs}),
			press: (press, size) => {
				if (isCommand(press, 'leave')) endings.push('left');
				const event = pressCopilot(press, {...size, state: scene.state, glyphs: ownGlyphs});
				if (event) scene.send(event);
			},
			effects: () => [...scene.effects.map(({type}) => type), ...endings],
			trace: () => JSON.stringify(scene.state),
		};
	},
});

const deaf = {press: () => undefined, effects: () => [], trace: () => ''};

/** Lines that a command or a wizard leaves in the terminal. */
export const printed = (lines: (size: Size, glyphs: Glyphs) => readonly (string | Line)[]): State => ({
	kind: 'printed',
	make: () => ({
		...deaf,
		frame: (size, glyphs = unicode) => ({
			lines: lines(size, glyphs).map(row => (typeof row === 'string' ? line(span(row)) : row)),
			cursor: undefined,
		}),
	}),
});
