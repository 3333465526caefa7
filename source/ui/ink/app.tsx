import {useApp, useCursor, useStdout} from 'ink';
import {
	useEffect,
	useEffectEvent,
	useLayoutEffect,
	useReducer,
	useRef,
	useState,
	useSyncExternalStore,
} from 'react';
import {trail} from '../../wizard/select.js';
import {isOver, type WizardState} from '../../wizard/state.js';
import type {ScopeCatalogue} from '../../zoho/scopes/catalogue.js';
import {prepareSearch} from '../../zoho/scopes/search.js';
import {type FaceInput, freshLocal, type Local} from '../fields/view.js';
import {asciiText} from '../lines/ascii.js';
import type {Glyphs} from '../lines/glyphs.js';
import {isCommand, type Press} from '../lines/keys.js';
import {needsClock} from '../wizard/connect.js';
import {listRows} from '../wizard/form.js';
import {localKey, localOf, pressWizard, wizardFrame} from '../wizard/view.js';
import {FrameLines} from './frame-lines.js';
import type {Services} from './services.js';
import {Trail, type TrailEntry} from './trail.js';
import {useWindow} from './use-window.js';

/** Ticks once a second while something on the screen counts down; nothing is written while nothing changes. */
const useTicks = (isActive: boolean): void => {
	const [, tick] = useReducer((count: number) => count + 1, 0);
	useEffect(() => {
		if (!isActive) return undefined;
		const timer = setInterval(tick, 1000);
		return () => clearInterval(timer);
	}, [isActive]);
};

/** The catalogue, loaded when scopes are asked for, or may have to be named as culprits, and not before. */
const useCatalogue = (services: Services, isWanted: boolean): ScopeCatalogue | undefined => {
	const [catalogue, setCatalogue] = useState<ScopeCatalogue>();
	const isMissing = isWanted && catalogue === undefined;
	useEffect(() => {
		if (isMissing) void services.loadScopes().then(setCatalogue);
	}, [isMissing, services]);
	useEffect(() => {
		if (!catalogue) return undefined;
		// After the list has been drawn, and before anybody has typed a word.
		const timer = setTimeout(prepareSearch, 0, catalogue);
		return () => clearTimeout(timer);
	}, [catalogue]);
	return catalogue;
};

/** Prints what must be copied whole above the frame, as raw text, so that only the terminal itself wraps it. */
const useAnnouncements = (services: Services): void => {
	const {write} = useStdout();
	useEffect(() => services.onAnnounce(lines => write(`${lines.join('\n')}\n`)), [services, write]);
};

/**
 * Finished steps that have left the live frame: one line each, again when they were changed.
 *
 * They are printed after a frame without the terminal's cursor has been drawn. Ink erases a frame that holds the cursor
 * from its top corner on, and tmux copies what is erased like that into its history: every finished step would leave its
 * whole frame there.
 */
const useTrail = (
	state: WizardState,
	{done, isAscii}: Glyphs,
): {readonly printed: readonly TrailEntry[]; readonly isPending: boolean} => {
	const [printed, setPrinted] = useState<readonly TrailEntry[]>([]);
	const {waitUntilRenderFlush} = useApp();
	const fresh = trail(state)
		.map(({key, title, text}) => ({key, text: `${done} ${title}  ${isAscii ? asciiText(text) : text}`}))
		.filter(({key, text}) => printed.findLast(entry => entry.key.startsWith(`${key}#`))?.text !== text);
	const isPending = fresh.length > 0;
	const print = useEffectEvent(() => {
		const numbered = fresh.map(({key, text}, index) => ({key: `${key}#${printed.length + index}`, text}));
		setPrinted([...printed, ...numbered]);
	});
	useEffect(() => {
		if (isPending) void waitUntilRenderFlush().then(print);
	}, [isPending, waitUntilRenderFlush]);
	return {printed, isPending};
};

/** Draws once more before anything else happens, as after a change of the session; React's own way would be late at the end. */
const useRedraw = (): (() => void) => {
	const [{subscribe, version, redraw}] = useState(() => {
		let count = 0;
		let onChange: () => void = () => undefined;
		return {
			subscribe: (listener: () => void) => {
				onChange = listener;
				return () => undefined;
			},
			version: () => count,
			redraw: () => {
				count++;
				onChange();
			},
		};
	});
	useSyncExternalStore(subscribe, version);
	return redraw;
};

/** The wizard on the screen: one frame of rows that fits the window. Keys come from `root.tsx`. */
export const App = ({
	services,
	onKeys,
}: {
	readonly services: Services;
	/** Hands over what hears keys from now on. */
	readonly onKeys: (hear: (press: Press) => void) => void;
}) => {
	const {session, glyphs} = services;
	const state = useSyncExternalStore(session.subscribe, session.state);
	const {columns, rows} = useWindow();
	const memory = useRef(new Map<string, Local>());
	const redraw = useRedraw();
	const catalogue = useCatalogue(services, state.step === 'scopes' || state.step === 'connect');
	useTicks(needsClock(state));
	useAnnouncements(services);
	const {printed, isPending} = useTrail(state, glyphs);

	// The newest state, not the rendered one: several keys of one chunk are handled before React draws again.
	const inputNow = (): FaceInput => {
		const current = session.state();
		return {
			state: current,
			local: localOf(memory.current, current),
			columns,
			rows: listRows(current, rows),
			glyphs,
			catalogue,
			now: services.now(),
			hasHome: services.hasHome,
		};
	};

	const remember = (place: string, change: Partial<Local>): void => {
		memory.current.set(place, {...(memory.current.get(place) ?? freshLocal), ...change});
	};

	const pressFace = (key: Press, current: WizardState): void => {
		const pressed = pressWizard(key, inputNow());
		const place = localKey(current);
		if (pressed?.leaves) {
			remember(place, {isRevealed: false});
			services.onEnd('back');
			return;
		}
		if (pressed?.local) remember(place, pressed.local);
		for (const event of pressed?.events ?? []) session.dispatch(event);
		// A secret that was shown is hidden again when one leaves it.
		if (localKey(session.state()) !== place) remember(place, {isRevealed: false});
		if (pressed) redraw();
	};

	/** The last frame stays on the terminal, so it must not show a secret. */
	const leave = (current: WizardState): void => {
		remember(localKey(current), {isRevealed: false});
		redraw();
		services.onEnd('left');
	};

	const press = (key: Press): void => {
		const current = session.state();
		const isReady = isOver(current);
		if (isCommand(key, 'leave')) leave(current);
		else if (!isReady) pressFace(key, current);
		else if (isCommand(key, 'accept') || isCommand(key, 'back')) services.onEnd('done');
	};

	useLayoutEffect(() => onKeys(press));

	const {setCursorPosition} = useCursor();
	const frame = wizardFrame(inputNow(), {rows, columns});
	setCursorPosition(isPending ? undefined : frame.cursor);

	return (
		<>
			<Trail printed={printed} />
			<FrameLines lines={frame.lines} theme={services.theme} />
		</>
	);
};
