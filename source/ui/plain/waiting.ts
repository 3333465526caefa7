import {consentClient} from '../../wizard/build.js';
import {rowOfPage, type SeenPage, seenPages} from '../../wizard/consent/seen-page.js';
import {isFormStep, isOver} from '../../wizard/state.js';
import {browserTexts, connectQuestion, stillWaiting} from './connect.js';
import {readNumber} from './numbers.js';
import {isBack} from './question.js';
import type {Plain} from './talk.js';

const minute = 60_000;

/** What helps against the page that the browser shows. */
const pick = ({print, session, now}: Plain, page: SeenPage): void => {
	session.dispatch({type: 'saw-page', page: page.id, at: now()});
	// A failure says it itself.
	if (session.state().consent.phase !== 'failed') print(`${page.label}: ${page.remedy}`);
};

/** A paste, or a number or the title of a page that the browser shows. */
const takePaste = (plain: Plain, line: string, pages: readonly SeenPage[]): void => {
	const {session, now} = plain;
	const numbered = pages[readNumber(line, pages.length) ?? -1];
	if (numbered) {
		pick(plain, numbered);
		return;
	}
	session.dispatch({type: 'typed-paste', value: line.replace(/\s+/g, '')});
	session.dispatch({type: 'accepted', at: now()});
	const {consent} = session.state();
	const titled = consent.phase === 'waiting' && consent.seen ? pages[rowOfPage(consent.seen)] : undefined;
	if (titled) pick(plain, titled);
};

/** A line while the browser is awaited. */
const readLine = (plain: Plain, line: string): void => {
	const {session, print, now} = plain;
	const isWaiting = session.state().consent.phase === 'waiting';
	const pages = isWaiting && consentClient(session.state()).isZoho ? seenPages : [];
	if (line.trim() === '?') print(...(pages.length > 0 ? browserTexts : ['The address to open is above.']));
	else if (isBack(line)) session.dispatch({type: 'went-back', at: now()});
	else if (line.trim() !== '') takePaste(plain, line, pages);
};

/** Resolves when the state has gone on to something that needs the person; false when the person leaves. */
export const waitForConsent = (plain: Plain): Promise<boolean> =>
	new Promise(resolve => {
		const {session, reader, print, now} = plain;
		const ticking = setInterval(() => {
			const text = stillWaiting(session.state(), now());
			if (text !== undefined) print(text);
		}, minute);
		const finish = (goesOn: boolean): void => {
			clearInterval(ticking);
			stopLines();
			stopStates();
			resolve(goesOn);
		};
		const look = (): void => {
			const state = session.state();
			if (isFormStep(state.step) || isOver(state) || connectQuestion(state, now)) finish(true);
		};
		const stopStates = session.subscribe(look);
		const stopLines = reader.listen(line => {
			if (line === undefined) finish(false);
			else readLine(plain, line);
		}, 'Paste the address that the browser ends up at here:');
		look();
	});
