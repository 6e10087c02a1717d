/** @file client.js  The engine behind the page. Not here yet: asking for it fails. */
export async function openEngine() {
    throw new Error("this page carries no engine");
}
