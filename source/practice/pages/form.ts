import {html, raw} from 'hono/html';
import type {Html} from './layout.js';

/** Fields that a form sends back as they are. */
export const hidden = (fields: Readonly<Record<string, string>>): Html =>
	html`${Object.entries(fields).map(
		([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
	)}`;

export const radio = (name: string, value: string, isChosen: boolean, label: string): Html =>
	html`<label class="check"><input type="radio" name="${name}" value="${value}" ${isChosen ? raw('checked') : ''}> ${label}</label>`;

/** Above a form that was not taken. */
export const problemCount = (outcome: 'Not saved' | 'Not created', count: number): Html | string =>
	count === 0
		? ''
		: html`<p class="notice bad" role="alert">${outcome}: ${count === 1 ? 'one field needs' : `${count} fields need`} another look.</p>`;

/** What is wrong with what was typed. */
export type Wrong = {readonly message: string; readonly hint: string};

export const explained = (wrong: Wrong | undefined, id: string): Html | string =>
	wrong === undefined
		? ''
		: html`<span id="${id}-problem"><strong class="error">${wrong.message}</strong> <span class="hint">${wrong.hint}</span></span>`;

/** What describes an input: what is wrong with it, and always its hint. @param problem id of the text that says what is wrong */
export const described = (hint: string, problem: string | undefined, isFirst = false): Html | string =>
	problem === undefined
		? raw(`aria-describedby="${hint}"`)
		: raw(`aria-invalid="true" aria-describedby="${problem} ${hint}"${isFirst ? ' autofocus' : ''}`);

type Input = {
	readonly value?: string | undefined;
	/** What is wrong with it, or the id of the text that says so. */
	readonly wrong?: Wrong | string | undefined;
	readonly isRequired?: boolean;
	/** Whether it is the first one that is wrong: there a person can type at once. */
	readonly isFirst?: boolean;
};

const describedInput = (id: string, hint: string, {wrong, isFirst}: Input): Html | string =>
	hint === '' ? '' : described(`${id}-hint`, typeof wrong === 'object' ? `${id}-problem` : wrong, isFirst);

const below = (id: string, hint: string, {wrong}: Input): Html =>
	html`${typeof wrong === 'object' ? explained(wrong, id) : ''}${hint === '' ? '' : html`<span class="hint" id="${id}-hint">${hint}</span>`}`;

export const textField = (id: string, label: string, hint: string, input: Input = {}): Html => html`
<div class="field"><label for="${id}">${label}</label>
<input type="text" id="${id}" name="${id}" value="${input.value ?? ''}" autocomplete="off" spellcheck="false" ${input.isRequired ? raw('aria-required="true"') : ''} ${describedInput(id, hint, input)}>
${below(id, hint, input)}</div>`;

type Choice = Input & {readonly options: readonly (readonly [value: string, text: string])[]};

export const selectField = (id: string, label: string, hint: string, input: Choice): Html => html`
<div class="field"><label for="${id}">${label}</label>
<select id="${id}" name="${id}" ${describedInput(id, hint, input)}>${input.options.map(
	([value, text]) =>
		html`<option value="${value}" ${value === input.value ? raw('selected') : ''}>${text}</option>`,
)}</select>
${below(id, hint, input)}</div>`;
