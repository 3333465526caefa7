import {keptWord} from '../../wizard/draft/saved.js';
import type {Session} from '../../wizard/machine.js';
import {createListeners} from '../../wizard/run-machine.js';
import {isOver, type WizardState} from '../../wizard/state.js';
import {readCall} from '../../zoho/operations/call-text.js';
import type {FindCalls} from '../../zoho/operations/calls-meant.js';
import type {ScopeCatalogue} from '../../zoho/scopes/catalogue.js';
import {prepareSearch} from '../../zoho/scopes/search.js';
import {freshLocal, type Local, type ReadyFace, type ViewInput} from '../fields/view.js';
import type {Press} from '../input/press.js';
import {asciiLine} from '../lines/ascii.js';
import type {Glyphs} from '../lines/glyphs.js';
import {isCommand} from '../lines/keys.js';
import type {Line} from '../lines/line.js';
import type {QrModules} from '../lines/qr.js';
import type {LineScreen, Size} from '../screen/line-screen.js';
import {type Above, createAbove} from './above.js';
import {needsClock} from './connect.js';
import {roomOf} from './form.js';
import {localKey, pressWizard, wizardFrame} from './view.js';

/** While something on the screen counts down. */
const second = 1000;
/** While the end of a token comes nearer. */
const halfMinute = 30_000;

/** The person is done, goes on to *Copy to Sigma*, leaves the program, or goes back to Home. */
export type WizardEnding = 'done' | 'sigma' | 'left' | 'back';

export type WizardScreenOptions = {
	readonly session: Session;
	readonly glyphs: Glyphs;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	readonly loadScopes: () => Promise<ScopeCatalogue>;
	/** The calls of Zoho's APIs, for a call in the search of scopes. */
	readonly loadCalls: () => Promise<FindCalls>;
	/** Makes QR codes. */
	readonly loadQr?: (() => Promise<(text: string) => QrModules>) | undefined;
	/** Draws Ready. */
	readonly loadReady: () => Promise<ReadyFace>;
	/** Whether there is a Home that Esc leads back to from the first question. */
	readonly hasHome: boolean;
	readonly onEnd: (how: WizardEnding) => void;
	/** What stands above the frame already. */
	readonly above?: Above | undefined;
};

/** A wizard as rows and keys. */
export type WizardScreen = LineScreen & {
	/** Shows lines above the frame, raw and unbroken. */
	readonly announce: (lines: readonly string[]) => void;
};

/** Something that is loaded when it is wanted, once, and not before. */
const createLoaded = <T>(load: () => Promise<T>, onLoaded: (loaded: T) => void) => {
	let loaded: T | undefined;
	let isAsked = false;
	return {
		get: () => loaded,
		want: (isWanted: boolean): void => {
			if (isAsked || !isWanted) return;
			isAsked = true;
			void load().then(value => {
				loaded = value;
				onLoaded(value);
			});
		},
	};
};

/** After the list has been drawn, and before a word is typed: a little at a time. */
const prepareBeside = (catalogue: ScopeCatalogue): void => {
	setTimeout(() => {
		if (!prepareSearch(catalogue)) prepareBeside(catalogue);
	});
};

/** What is loaded when it is wanted. */
const createSources = (options: WizardScreenOptions, notify: () => void) => {
	const {session, loadQr} = options;
	const catalogue = createLoaded(options.loadScopes, loaded => {
		notify();
		prepareBeside(loaded);
	});
	const calls = createLoaded(options.loadCalls, notify);
	const qr = loadQr && createLoaded(loadQr, notify);
	const ready = createLoaded(options.loadReady, notify);
	const want = (): void => {
		const state = session.state();
		const isConnecting = state.step === 'connect';
		// Scopes are asked for, or may have to be named as culprits.
		catalogue.want(isConnecting || state.step === 'scopes');
		qr?.want(state.consent.phase === 'device');
		ready.want(isConnecting || isOver(state));
	};
	want();
	session.subscribe(want);
	return {
		wantCalls: (step: WizardState['step'], filter: string): void =>
			calls.want(step === 'scopes' && readCall(filter) !== undefined),
		loaded: () => ({catalogue: catalogue.get(), findCalls: calls.get(), qr: qr?.get(), ready: ready.get()}),
	};
};

/** What the fields of a wizard remember besides the answers: where one looks, not what one said. */
const createMemory = () => {
	const memory = new Map<string, Local>();
	const remember = (place: string, change: Partial<Local>): void => {
		memory.set(place, {...(memory.get(place) ?? freshLocal), ...change});
	};
	return {
		/** The highlight of a list survives leaving and coming back. */
		of: (state: WizardState): Local => memory.get(localKey(state)) ?? freshLocal,
		remember,
		/** A secret that was shown is hidden again when one leaves it; a text that one comes back to has not been touched. */
		hide: (place: string): void => remember(place, {isRevealed: false, cursor: undefined, help: undefined}),
	};
};

/** The last page in full length, once: then it stands on the terminal. Of a wizard that is left, no frame stays. */
const createPage = (inputFor: (size: Size) => ViewInput, isLeft: () => boolean) => {
	let isTold = false;
	return (columns: number): readonly Line[] | undefined => {
		if (isLeft()) return [];
		const input = inputFor({rows: 24, columns});
		const {state, ready, glyphs} = input;
		if (!isOver(state) || !ready) return undefined;
		const page = isTold ? [] : ready.page(input);
		isTold = true;
		return glyphs.isAscii ? page.map(asciiLine) : page;
	};
};

/** What counts down on the screen is drawn again after so many milliseconds. */
const periodOf = (state: WizardState): number | undefined => {
	if (needsClock(state)) return second;
	return isOver(state) ? halfMinute : undefined;
};

/** The screen of a wizard; it knows nothing of what draws it. */
export const createWizardScreen = (options: WizardScreenOptions): WizardScreen => {
	const {session, glyphs, now, hasHome, onEnd} = options;
	const {subscribe, notify} = createListeners();
	const {of, remember, hide} = createMemory();
	const {above = createAbove(glyphs)} = options;
	const {loaded, wantCalls} = createSources(options, notify);
	session.subscribe(notify);
	let isLeft = false;

	const inputNow = (size: Size): ViewInput => {
		const state = session.state();
		const seen = {...loaded(), now: now(), hasHome};
		return {...roomOf(size), ...seen, state, local: of(state), glyphs};
	};

	const end = (how: WizardEnding): void => {
		if (how === 'left') isLeft = true;
		hide(localKey(session.state()));
		onEnd(how);
	};

	const pressField = (press: Press, size: Size): void => {
		const place = localKey(session.state());
		const pressed = pressWizard(press, inputNow(size));
		if (pressed?.local) remember(place, pressed.local);
		wantCalls(session.state().step, of(session.state()).filter);
		const events = pressed?.events ?? [];
		// A way on may lead out, to Home where there is one.
		const out = events.some(({type}) => type === 'left') ? (hasHome ? 'back' : 'left') : pressed?.leaves;
		if (!out) for (const event of events) session.dispatch(event);
		if (localKey(session.state()) !== place) hide(place);
		if (out) end(out);
		else if (pressed) notify();
	};

	return {
		subscribe,
		tick: () => periodOf(session.state()),
		remains: createPage(inputNow, () => isLeft),
		above: {
			isWaiting: () => above.isWaiting(session.state()),
			take: columns => above.take(session.state(), columns),
		},
		announce: lines => {
			above.announce(lines);
			notify();
		},
		frame: size => wizardFrame(inputNow(size)),
		suspend: () => {
			hide(localKey(session.state()));
			return keptWord(session.state(), 'Your answers are saved');
		},
		press: (press, size) => {
			if (isCommand(press, 'leave')) end('left');
			else pressField(press, size);
		},
	};
};
