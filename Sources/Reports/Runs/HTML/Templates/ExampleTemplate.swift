extension HTMLTemplates {
    /// An example that is not right: a line that opens.
    static let exampleTemplate = #"""
        <details class="example {{kind}}" data-outcome="{{outcome}}" data-stage="{{stage}}" data-database="{{database}}" data-difficulty="{{difficulty}}" data-tag="{{tags}}">
        <summary><span class="key {{kind}}" aria-hidden="true">{{mark}}</span><span class="id">{{id}}</span><span class="question">{{question}}</span><span class="meta">{{meta}}</span></summary>
        <div class="body">
        {{#reason}}
        <p class="reason">{{.}}</p>
        {{/reason}}
        {{#facts}}
        <p class="note"><b>{{name}}</b> {{value}}</p>
        {{/facts}}
        {{#hasPanes}}
        <div class="pair">
        {{#panes}}
        {{>pane}}
        {{/panes}}
        </div>
        {{/hasPanes}}
        {{#hasMarks}}
        <p class="note"><del>dashed</del> is in the given query only, <ins>underlined</ins> in gold only.</p>
        {{/hasMarks}}
        {{#hasStages}}
        <div class="scroll">
        <table class="stages">
        <caption>What each stage gave, beside gold <span>dashed: not in gold, ✗ missing</span></caption>
        <thead><tr><th scope="col">stage</th><th scope="col">gave</th><th scope="col">gold</th><th scope="col" class="number">time</th></tr></thead>
        <tbody>
        {{#stages}}
        <tr><th scope="row">{{name}}</th><td>{{{gave}}}</td><td>{{{gold}}}</td><td class="number faint">{{time}}</td></tr>
        {{/stages}}
        </tbody>
        </table>
        </div>
        {{/hasStages}}
        </div>
        </details>

        """#

    /// A query with its result, to stand beside another.
    static let paneTemplate = #"""
        <div class="pane">
        <h4>{{title}}</h4>
        {{#sql}}
        <pre><code>{{{.}}}</code></pre>
        {{/sql}}
        {{#problem}}
        <p class="note">{{.}}</p>
        {{/problem}}
        {{{result}}}
        </div>

        """#
}
