import {walkPlainly, wordsIn} from './test/ui/plain/walk.js';
import {Driver, attempt, goodCallback, tokens} from './test/wizard/driver.js';
import {sampleNow} from './test/connection/samples.js';
const id='draft-1-1';
const proof = {account: {name: 'Noah Bennett', email: 'noah@example.com', id: '1'}, organization: {name: 'Bennett Coffee Roasters', id: '10', product: 'Books'}, probes: [{product: 'Books', verdict: 'works', scope: 'ZohoBooks.settings.READ'}]} as const;
const heard = await walkPlainly(new Driver(), [
 ['Number [1]:',''],['Number [1]:',''],
 ['adds Sigma\'s redirect URLs:',''],
 ['y or n [y]:',''],['Numbers [1]:',''],['Client ID:','1000.AB12CD34EF56GH78IJ90KL12MN34OP'],['Client Secret:','0123456789abcdef0123456789abcdef0123456789'],
 ['a number changes one:',''],['a list of scopes:','AaaServer.profile.READ,ZohoBooks.contacts.READ'],['go on:',''],['Number [1]:',''],['Connection Name [Zoho]:','Bennett Books'],['type another one:',''],
 ['a number changes one:',''],
 ['', [{type:'consent-prepared', id, attempt: attempt(id)},{type:'browser-tried',id,isOpen:true,note:''}]],
 ['', [{type: 'callback-arrived', id, via: 'loopback', text: goodCallback(), at: sampleNow},{type: 'code-exchanged', id, reading: tokens(), at: sampleNow},{type: 'connection-saved', id, linkName: 'acme', path: '/home/me/connections.json'},{type: 'proven', id, proof}]],
], {announced: ['Your browser was opened. If it was not: https://x.example/a', 'or the short link http://localhost:8790/go/abc']});
console.log(heard);
let sum=0; for (const l of heard.split('\n')) {sum+=wordsIn(l); console.log(String(wordsIn(l)).padStart(3), String(sum).padStart(4), l);}
