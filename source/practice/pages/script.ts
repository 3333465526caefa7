/**
 * The one script of all practice pages. Everything works without it; with it values can be copied, further
 * redirect URI rows appear in place, switches are saved as soon as they are moved, and arrow keys change tabs.
 */
export const script = `
document.documentElement.classList.add('js');
addEventListener('click', async event => {
	const target = event.target instanceof Element ? event.target : undefined;
	const copy = target?.closest('[data-copy]');
	if (copy) {
		const status = document.getElementById('status');
		try {
			await navigator.clipboard.writeText(copy.getAttribute('data-copy'));
			if (status) status.textContent = 'Copied.';
			copy.textContent = 'Copied';
			setTimeout(() => { copy.textContent = 'Copy'; }, 2000);
		} catch {
			getSelection()?.selectAllChildren(copy.previousElementSibling);
			if (status) status.textContent = 'The browser does not allow copying. The value is selected: copy it by hand.';
		}
	}
	const add = target?.closest('[data-add-row]');
	if (add) {
		event.preventDefault();
		const rows = document.getElementById('redirect-uris');
		const last = rows.lastElementChild;
		const row = last.cloneNode(true);
		const number = rows.children.length + 1;
		const input = row.querySelector('input');
		input.value = '';
		input.removeAttribute('aria-invalid');
		input.setAttribute('aria-describedby', 'redirect-uris-hint');
		input.setAttribute('aria-label', 'Authorized Redirect URI ' + number);
		row.querySelector('.error')?.remove();
		row.querySelector('.hint')?.remove();
		last.querySelector('[data-add-row]').remove();
		rows.append(row);
		input.focus();
	}
});
addEventListener('keydown', event => {
	const tab = event.target instanceof Element ? event.target.closest('[role=tab]') : undefined;
	if (!tab) return;
	const tabs = [...tab.parentElement.children];
	const at = tabs.indexOf(tab);
	const to = {ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1}[event.key];
	if (to === undefined && event.key !== ' ') return;
	event.preventDefault();
	if (to === undefined) tab.click();
	else tabs.at(to % tabs.length).focus();
});
let saving = Promise.resolve();
let waiting = 0;
const save = async form => {
	let outcome = 'Not saved: the practice Zoho does not answer.';
	try {
		const response = await fetch(form.action, {method: 'POST', body: new URLSearchParams(new FormData(form))});
		const page = new DOMParser().parseFromString(await response.text(), 'text/html');
		for (const part of document.querySelectorAll('[data-live]')) {
			const fresh = page.getElementById(part.id);
			if (fresh && fresh.innerHTML !== part.innerHTML) part.innerHTML = fresh.innerHTML;
		}
		outcome = response.ok ? 'Saved.' : 'Not saved: check the values.';
	} catch {}
	// What was moved since is not saved yet.
	if (--waiting > 0) return;
	const status = document.getElementById('status');
	if (status) status.textContent = outcome;
};
addEventListener('change', event => {
	const form = event.target.form;
	if (!form?.matches('[data-autosave]')) return;
	const status = document.getElementById('status');
	if (status) status.textContent = 'Saving…';
	waiting++;
	saving = saving.then(() => save(form));
});
`;
