/** @file api.js  Asks the server this page came from (docs/serve.md). Knows nothing of the page. */

/** What the server refused, in its words, with the problems of the plan reader where there are some. */
export class Refused extends Error {
    constructor({ status, text, check }) {
        super(text);
        this.status = status;
        this.problems = check?.problems ?? [];
    }
}

/** The words of a failed answer; a proxy or a crash may have sent something that is not ours. */
async function refusalOf(response) {
    try {
        return (await response.json()).error;
    } catch {
        return { status: response.status, text: response.statusText };
    }
}

/** The server's calls.
 *  @param {string} token  of this run of the server, from the document */
export function serverOf(token) {
    const ask = async (method, path, body) => {
        const response = await fetch(path, { method, body, credentials: "same-origin",
            headers: { "X-Bluehelm-Token": token } });

        if (!response.ok) {
            throw new Refused(await refusalOf(response));
        }
        return response.status === 204 ? null : response.json();
    };
    const at = (name, rest = "") => `/api/variants/${encodeURIComponent(name)}${rest}`;

    return {
        variants: async () => (await ask("GET", "/api/variants")).variants,
        save: (name, settings) => ask("PUT", at(name), settings),
        remove: (name) => ask("DELETE", at(name)),
        run: (name, futures) => ask("POST", at(name, `/run?futures=${futures}`)),
        stop: (name) => ask("DELETE", at(name, "/run")),
        comparison: (name) => ask("GET", at(name, "/comparison")),
        /** Calls back with the list of runs now and whenever it changes; with null while the server
         *  cannot be reached. */
        listen(callback) {
            const events = new EventSource("/api/events");

            events.addEventListener("message", ({ data }) => callback(JSON.parse(data).runs));
            events.addEventListener("error", () => callback(null));
            return () => events.close();
        },
    };
}
