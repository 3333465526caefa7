import type {Session} from '../../wizard/session.js';
import {isOver, type WizardState} from '../../wizard/state.js';
import {readCall} from '../../zoho/operations/call-text.js';
import type {FindCalls} from '../../zoho/operations/calls-meant.js';
import type {ScopeCatalogue} from '../../zoho/scopes/catalogue.js';
import {prepareSearch} from '../../zoho/scopes/search.js';
import {freshLocal, type Local, type ViewInput} from '../fields/view.js';
import type {Press} from '../input/press.js';
import type {Glyphs} from '../lines/glyphs.js';
import {isCommand} from '../lines/keys.js';
import type {QrModules} from '../lines/qr.js';
import type {LineScreen, Size} from '../screen/line-screen.js';
import {createListeners} from '../screen/listeners.js';
import {type Above, createAbove} from './above.js';
import {needsClock} from './connect.js';
import {roomOf} from './form.js';
import {localKey, localOf, pressWizard, wizardFrame} from './view.js';

/** While something on the screen counts down. */
const second = 1000;

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

/** The catalogue, loaded when scopes are asked for, or may have to be named as culprits, and not before. */
const createCatalogue = (load: () => Promise<ScopeCatalogue>, onLoaded: () => void) => {
	let loaded: ScopeCatalogue | undefined;
	let isAsked = false;
	return {
		get: () => loaded,
		want: ({step}: WizardState): void => {
			if (isAsked || (step !== 'scopes' && step !== 'connect')) return;
			isAsked = true;
			void load().then(catalogue => {
				loaded = catalogue;
				onLoaded();
				// After the list has been drawn, and before a word is typed.
				setTimeout(prepareSearch, 0, catalogue);
			});
		},
	};
};

/** The known calls, loaded when one is searched for, and not before. */
const createCalls = (load: () => Promise<FindCalls>, onLoaded: () => void) => {
	let loaded: FindCalls | undefined;
	let isAsked = false;
	return {
		get: () => loaded,
		want: (step: WizardState['step'], filter: string): void => {
			if (isAsked || step !== 'scopes' || !readCall(filter)) return;
			isAsked = true;
			void load().then(find => {
				loaded = find;
				onLoaded();
			});
		},
	};
};

/** What makes QR codes, loaded when a device waits, and not before. */
const createQr = (load: WizardScreenOptions['loadQr'], onLoaded: () => void) => {
	let loaded: ((text: string) => QrModules) | undefined;
	let isAsked = false;
	return {
		get: () => loaded,
		want: ({consent}: WizardState): void => {
			if (isAsked || !load || consent.phase !== 'device') return;
			isAsked = true;
			void load().then(make => {
				loaded = make;
				onLoaded();
			});
		},
	};
};

/** What is loaded when it is wanted. */
const createSources = ({session, loadScopes, loadCalls, loadQr}: WizardScreenOptions, notify: () => void) => {
	const catalogue = createCatalogue(loadScopes, notify);
	const calls = createCalls(loadCalls, notify);
	const qr = createQr(loadQr, notify);
	const want = (): void => {
		for (const each of [catalogue, qr]) each.want(session.state());
	};
	want();
	session.subscribe(want);
	return {
		wantCalls: calls.want,
		loaded: () => ({catalogue: catalogue.get(), findCalls: calls.get(), qr: qr.get()}),
	};
};

/** What the fields of a wizard remember besides the answers: where one looks, not what one said. */
const createMemory = () => {
	const memory = new Map<string, Local>();
	const remember = (place: string, change: Partial<Local>): void => {
		memory.set(place, {...(memory.get(place) ?? freshLocal), ...change});
	};
	return {
		of: (state: WizardState): Local => localOf(memory, state),
		remember,
		/** A secret that was shown is hidden again when one leaves it; a text that one comes back to has not been touched. */
		hide: (place: string): void => remember(place, {isRevealed: false, cursor: undefined, help: undefined}),
	};
};

/** The screen of a wizard; it knows nothing of what draws it. */
export const createWizardScreen = (options: WizardScreenOptions): WizardScreen => {
	const {session, glyphs, now, hasHome, onEnd} = options;
	const {subscribe, notify} = createListeners();
	const {of, remember, hide} = createMemory();
	const {above = createAbove(glyphs)} = options;
	const {loaded, wantCalls} = createSources(options, notify);
	session.subscribe(notify);

	const inputNow = (size: Size): ViewInput => {
		const state = session.state();
		const seen = {...loaded(), now: now(), hasHome};
		return {...roomOf(size), ...seen, state, local: of(state), glyphs};
	};

	const pressField = (press: Press, size: Size): void => {
		const place = localKey(session.state());
		const pressed = pressWizard(press, inputNow(size));
		if (pressed?.leaves) {
			hide(place);
			onEnd('back');
			return;
		}
		if (pressed?.local) remember(place, pressed.local);
		wantCalls(session.state().step, of(session.state()).filter);
		const events = pressed?.events ?? [];
		// A way on may lead out, to Home where there is one.
		if (events.some(({type}) => type === 'left')) {
			hide(place);
			onEnd(hasHome ? 'back' : 'left');
			return;
		}
		for (const event of events) session.dispatch(event);
		if (localKey(session.state()) !== place) hide(place);
		if (pressed) notify();
	};

	return {
		subscribe,
		tick: () => (needsClock(session.state()) ? second : undefined),
		above: {
			isWaiting: () => above.isWaiting(session.state()),
			take: columns => above.take(session.state(), columns),
		},
		announce: lines => {
			above.announce(lines);
			notify();
		},
		frame: size => wizardFrame(inputNow(size)),
		press: (press, size) => {
			if (isCommand(press, 'leave')) {
				// The last frame stays on the terminal.
				hide(localKey(session.state()));
				notify();
				onEnd('left');
			} else if (!isOver(session.state())) pressField(press, size);
			else if (isCommand(press, 'accept') || isCommand(press, 'back')) onEnd('done');
			else if (isCommand(press, 'sheet')) onEnd('sigma');
		},
	};
};
