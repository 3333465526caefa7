import {consentClient} from '../../wizard/build.js';
import {rowOfPage, type SeenPage, seenPages} from '../../wizard/consent/seen-page.js';
import {isFormStep, isOver, type WizardState} from '../../wizard/state.js';
import {
	browserTexts,
	connectQuestion,
	culpritLines,
	refusalTexts,
	stillWaiting,
	waitingText,
} from './connect.js';
import {createDeviceNews} from './flows.js';
import {createNews} from './news.js';
import {looksNumbered, readNumbers} from './numbers.js';
import {isBack, type Plain} from './talk.js';

/** Phases in which something happens by itself, as it is told. */
const phaseTexts: Readonly<Partial<Record<WizardState['consent']['phase'], string>>> = {
	'asking-to-widen': 'Asking Zoho whether the grant can be widened.',
	widening: '✔ Approved in the browser.',
	exchanging: '✔ Approved in the browser.',
	proving: '✔ Got an access token and a refresh token; saved.',
	'taking-over': '✔ It works. Putting the new grant in the place of the old one.',
	'revoking-outgoing': 'Revoking the old grant.',
};

const minute = 60_000;

/** What helps against the page that the browser shows. */
const pick = ({print, session, now}: Plain, page: SeenPage): void => {
	print(`${page.label}: ${page.remedy}`);
	session.dispatch({type: 'saw-page', page: page.id, at: now()});
};

/** A paste, or a number or the title of a page that the browser shows. */
const takePaste = (plain: Plain, line: string, pages: readonly SeenPage[]): void => {
	const {session, now} = plain;
	const [index = -1] = looksNumbered(line) ? (readNumbers(line, pages.length) ?? []) : [];
	const numbered = pages[index];
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
		let phase = '';
		const newsOfWait = createNews();
		const tellDevice = createDeviceNews(plain);
		const left = (): number => {
			const {consent} = session.state();
			return consent.phase === 'waiting' ? consent.attempt.deadline - now() : 0;
		};
		const ticking = setInterval(() => {
			if (left() > minute / 2) print(stillWaiting(left()));
		}, minute);
		const finish = (goesOn: boolean): void => {
			clearInterval(ticking);
			stopLines();
			stopStates();
			resolve(goesOn);
		};
		const look = (): void => {
			const {consent} = session.state();
			const {notices, problem} = newsOfWait(consent);
			print(...notices, ...(problem ? refusalTexts(problem) : []));
			if (problem)
				void culpritLines(problem, session.state(), plain.loadScopes).then(lines => print(...lines));
			tellDevice(consent);
			if (consent.phase === phase) return;
			phase = consent.phase;
			if (consent.phase === 'waiting') print(waitingText(left()));
			else if (phaseTexts[consent.phase]) print(phaseTexts[consent.phase] ?? '');
			if (
				isFormStep(session.state().step) ||
				isOver(session.state()) ||
				connectQuestion(session.state(), now)
			)
				finish(true);
		};
		const stopStates = session.subscribe(look);
		const stopLines = reader.listen(line => {
			if (line === undefined) finish(false);
			else readLine(plain, line);
		}, 'Paste the address that the browser ends up at here:');
		look();
	});
