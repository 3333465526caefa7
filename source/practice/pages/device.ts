import {html} from 'hono/html';
import type {Html} from './layout.js';

/** Where a person types the code of a device. @param typed what was typed before, and is not waited for */
export const enterCodeBody = (typed: string): Html => html`
${typed === '' ? '' : html`<p class="notice bad" role="alert">This code is not valid. It may be over, or used already.</p>`}
<form method="get" action="/oauth/v3/device" class="card">
<div class="field"><label for="code">Enter the code that your device shows</label>
<input type="text" id="code" name="code" value="${typed}" autocomplete="off" autocapitalize="characters" spellcheck="false" required></div>
<div class="actions"><button class="main">Continue</button></div>
</form>`;

export const deviceDoneBody = (isAccepted: boolean): Html =>
	isAccepted
		? html`<p class="card">Your device has access now. It continues by itself; you can close this page.</p>`
		: html`<p class="card">Your device does not get access. You can close this page.</p>`;
