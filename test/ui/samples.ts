import {freshLocal, type Local, type ViewInput} from '../../source/ui/fields/view.js';
import {chooseGlyphs} from '../../source/ui/lines/glyphs.js';
import type {Press} from '../../source/ui/lines/keys.js';
import type {Line} from '../../source/ui/lines/line.js';
import {formColumns} from '../../source/ui/lines/rows.js';
import {pageRows} from '../../source/ui/wizard/form.js';
import {readyFace} from '../../source/ui/wizard/ready.js';
import {localKey, pressWizard, wizardFrame} from '../../source/ui/wizard/view.js';
import type {Session} from '../../source/wizard/machine.js';
import type {FindCalls} from '../../source/zoho/operations/calls-meant.js';
import type {ScopeCatalogue} from '../../source/zoho/scopes/catalogue.js';
import {sampleNow} from '../connection/samples.js';
import {Driver} from '../wizard/driver.js';

export const unicode = chooseGlyphs({LANG: 'C.UTF-8', TERM: 'xterm'}, 'linux');
export const ascii = chooseGlyphs({ZCONN_ASCII: '1'}, 'linux');

/** A row as a person reads it; what stands in the text field included. */
export const textOf = ({spans, input, after = []}: Line): string =>
	spans.map(({text}) => text).join('') +
	(input ? input.text || input.placeholder : '') +
	after.map(({text}) => text).join('');

const scope = (name: string, description: string): ScopeCatalogue['scopes'][number] => {
	const [prefix = '', group = '', operation = ''] = name.split('.');
	return {
		scope: name,
		serviceId: prefix.toLowerCase(),
		service: prefix,
		group,
		operation: operation.toUpperCase(),
		description,
		confidence: 'official',
		callWords: '',
		source: '',
	};
};

/** A small catalogue: three products, so that words match several rows, one row, or none. */
export const sampleCatalogue: ScopeCatalogue = {
	retrieved: '2026-01-01',
	services: ['ZohoBooks', 'ZohoCRM', 'Desk'].map(prefix => ({
		id: prefix.toLowerCase(),
		name: prefix,
		prefix,
		aliases: [],
		docs: null,
		apiBasePath: null,
		apiHost: null,
	})),
	scopes: [
		scope('ZohoBooks.fullaccess.all', 'Everything in Books'),
		scope('ZohoBooks.contacts.READ', 'Read contacts'),
		scope(
			'ZohoBooks.contacts.CREATE',
			`Create contacts ${'and say a great deal about it '.repeat(4)}`.trim(),
		),
		scope('ZohoCRM.modules.ALL', 'Every module'),
		scope('Desk.tickets.READ', 'Read tickets'),
	],
};

/** The wizard with faces and keys, as `app.tsx` drives it, without Ink: what is pressed goes where it would go. */
export class Screen {
	readonly memory = new Map<string, Local>();
	readonly driver: Driver;
	columns = 80;
	rows = 24;
	hasHome = false;
	glyphs = unicode;
	catalogue: ScopeCatalogue | undefined = sampleCatalogue;
	findCalls: FindCalls | undefined;
	/** How it was left: `done` and the like. */
	readonly endings: string[] = [];
	qr: ViewInput['qr'];

	constructor(driver: Driver = new Driver()) {
		this.driver = driver;
	}

	input(): ViewInput {
		const {state} = this.driver;
		const size = {rows: this.rows, columns: this.columns};
		return {
			state,
			local: this.memory.get(localKey(state)) ?? freshLocal,
			columns: formColumns(this.columns),
			rows: pageRows(size),
			size,
			glyphs: this.glyphs,
			catalogue: this.catalogue,
			findCalls: this.findCalls,
			qr: this.qr,
			now: sampleNow,
			ready: readyFace,
			hasHome: this.hasHome,
		};
	}

	press(...presses: readonly (Press | string)[]): this {
		for (const one of presses) {
			const press = typeof one === 'string' ? {name: one, text: one === 'space' ? ' ' : ''} : one;
			const place = localKey(this.driver.state);
			const pressed = pressWizard(press, this.input());
			if (pressed?.local)
				this.memory.set(place, {...(this.memory.get(place) ?? freshLocal), ...pressed.local});
			if (pressed?.leaves) this.endings.push(pressed.leaves);
			for (const event of pressed?.events ?? []) this.driver.send(event);
			if (localKey(this.driver.state) !== place) {
				const left = {isRevealed: false, cursor: undefined, help: undefined};
				this.memory.set(place, {...(this.memory.get(place) ?? freshLocal), ...left});
			}
		}
		return this;
	}

	/** One press for each character. */
	type(text: string): this {
		return this.press(...[...text].map(one => ({name: one === ' ' ? 'space' : 'text', text: one})));
	}

	paste(text: string): this {
		return this.press({name: 'paste', text});
	}

	frame() {
		return wizardFrame(this.input());
	}

	lines(): readonly string[] {
		return this.frame().lines.map(textOf);
	}

	text(): string {
		return this.lines().join('\n');
	}
}

/** What a session would be, for code that only looks and dispatches. */
export const sessionOf = (driver: Driver): Session => {
	const listeners = new Set<() => void>();
	return {
		state: () => driver.state,
		dispatch: event => {
			driver.send(event);
			for (const listener of listeners) listener();
		},
		subscribe: listener => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
};
