extension HTMLTemplates {
    /// The whole page.
    static let pageTemplate = #"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{{styleHash}}'; script-src '{{scriptHash}}'; base-uri 'none'; form-action 'none'"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta name="referrer" content="no-referrer"/>
        <title>{{accuracy}} · {{id}} · plumb</title>
        <style>{{{style}}}</style>
        </head>
        <body>
        <a class="skip" href="#examples">Skip to what is not right</a>
        <header>
        <p class="eyebrow"><span class="brand">plumb</span> run <strong>{{id}}</strong></p>
        <div class="hero">
        <p class="figure" aria-hidden="true">{{accuracy}}</p>
        <div>
        <h1>{{headline}}.</h1>
        {{#notes}}
        <p class="note">{{.}}.</p>
        {{/notes}}
        </div>
        </div>
        {{{outcomeBar}}}
        <ul class="legend" aria-label="How the examples went">
        <li><b>{{total}}</b> in all:</li>
        {{#outcomes}}
        <li><span class="key {{kind}}" aria-hidden="true">{{mark}}</span> <b>{{count}}</b> {{words}}</li>
        {{/outcomes}}
        </ul>
        <ul class="facts" aria-label="What made the run">
        {{#facts}}
        <li>{{.}}</li>
        {{/facts}}
        </ul>
        </header>
        <main>
        {{#hasFunnel}}
        <section aria-labelledby="costs">
        <h2 id="costs">What each stage costs</h2>
        {{#funnelSentence}}
        <p class="lead">{{.}}.</p>
        {{/funnelSentence}}
        <div class="scroll">
        <table class="bars">
        <caption>Accuracy with gold in place of the stages up to one, with 95% intervals. Headroom is what a perfect stage adds, the end of a bar in another shade.</caption>
        <thead><tr><th scope="col">gold through</th><th scope="col" class="number">accuracy</th><th scope="col" class="wide"><span class="hidden">as a bar</span></th><th scope="col" class="number wider">95% interval</th><th scope="col" class="number">headroom</th></tr></thead>
        <tbody>
        {{#funnel}}
        <tr><th scope="row">{{title}}</th><td class="number"><b>{{accuracy}}</b><small class="phone">{{interval}}</small></td><td class="wide">{{{bar}}}</td><td class="number faint wider">{{interval}}</td><td class="number">{{headroom}}</td></tr>
        {{/funnel}}
        </tbody>
        </table>
        </div>
        {{#blame}}
        <p class="note">{{.}}.</p>
        {{/blame}}
        </section>
        {{/hasFunnel}}
        {{#hasStages}}
        <section aria-labelledby="stages">
        <h2 id="stages">Stage by stage</h2>
        <p class="lead">Chained: on what the stage before it really gave. Isolated: on gold’s inputs.</p>
        <div class="cards">
        {{#stages}}
        {{>stage}}
        {{/stages}}
        </div>
        </section>
        {{/hasStages}}
        {{#hasBreakdowns}}
        <section aria-labelledby="parts">
        <h2 id="parts">Accuracy by part</h2>
        <div class="parts">
        {{#breakdowns}}
        <div class="card{{width}}">
        {{#tables}}
        <table class="bars">
        <caption class="{{captionStyle}}">{{caption}}</caption>
        <thead class="hidden"><tr><th scope="col">{{by}}</th><th scope="col">accuracy</th><th scope="col">as a bar</th><th scope="col">examples</th></tr></thead>
        <tbody>
        {{#parts}}
        <tr><th scope="row">{{name}}</th><td class="number strong" title="{{interval}}">{{accuracy}}</td><td class="wide">{{{bar}}}</td><td class="number faint" title="examples">{{count}}</td></tr>
        {{/parts}}
        </tbody>
        </table>
        {{/tables}}
        </div>
        {{/breakdowns}}
        </div>
        </section>
        {{/hasBreakdowns}}
        {{#hasConfidence}}
        <section aria-labelledby="confidence">
        <h2 id="confidence">Confidence and cost</h2>
        {{#sentences}}
        <p class="lead">{{.}}.</p>
        {{/sentences}}
        <div class="columns">
        {{#riskChart}}
        <figure class="card"><figcaption>Risk over coverage <span>the surest answers are taken first</span></figcaption>{{{.}}}</figure>
        {{/riskChart}}
        {{#calibrationChart}}
        <figure class="card"><figcaption>Calibration <span>confidence beside accuracy; larger dots are more answers</span></figcaption>{{{.}}}</figure>
        {{/calibrationChart}}
        {{#hasEndings}}
        <div class="card">
        <table>
        <caption>What was done, by what should be</caption>
        <thead><tr><td></td>{{#endingColumns}}<th scope="col" class="number">{{.}}</th>{{/endingColumns}}</tr></thead>
        <tbody>
        {{#endings}}
        <tr><th scope="row">{{name}}</th>{{#counts}}<td class="number">{{.}}</td>{{/counts}}</tr>
        {{/endings}}
        </tbody>
        </table>
        {{#hasTimes}}
        <table>
        <caption>Time</caption>
        <tbody>
        {{#times}}
        <tr><th scope="row">{{name}}</th><td class="number">{{value}}</td></tr>
        {{/times}}
        </tbody>
        </table>
        {{/hasTimes}}
        </div>
        {{/hasEndings}}
        </div>
        </section>
        {{/hasConfidence}}
        <section aria-labelledby="examples">
        <h2 id="examples">Not right</h2>
        {{#nothingFailed}}
        <p class="lead">Every example that could be scored is right.</p>
        {{/nothingFailed}}
        {{#hasFailures}}
        <form class="filters" role="search" hidden="hidden">
        <label class="search"><span class="hidden">Filter by words</span><input type="search" id="filter" placeholder="Filter by words of question, SQL or reason" autocomplete="off" spellcheck="false" aria-keyshortcuts="/"/></label>
        {{#selects}}
        <label><span class="hidden">{{name}}</span><select data-key="{{key}}" aria-label="{{name}}"><option value="">{{name}}: all</option>{{#options}}<option>{{.}}</option>{{/options}}</select></label>
        {{/selects}}
        <p class="count" role="status" aria-live="polite"></p>
        <p class="keys"><kbd>/</kbd> filter <kbd>j</kbd> <kbd>k</kbd> next, previous <kbd>Enter</kbd> open</p>
        </form>
        {{#leftOut}}
        <p class="note">{{.}}</p>
        {{/leftOut}}
        <div class="list">
        {{{failures}}}
        </div>
        {{/hasFailures}}
        {{#hasRight}}
        <details class="right">
        <summary><h2>Right: {{rightCount}}</h2></summary>
        <div class="scroll">
        <table>
        <caption class="hidden">Examples that are right</caption>
        <thead><tr><th scope="col">example</th><th scope="col">question</th><th scope="col" class="number">sure</th><th scope="col" class="number">time</th></tr></thead>
        <tbody>
        {{{rights}}}
        </tbody>
        </table>
        </div>
        </details>
        {{/hasRight}}
        </section>
        </main>
        <footer><p>Made by plumb from the record of one run. This file asks nothing of the network.</p></footer>
        <script>{{{script}}}</script>
        </body>
        </html>

        """#
}
