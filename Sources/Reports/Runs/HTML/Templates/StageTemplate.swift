extension HTMLTemplates {
    /// The figures of one stage.
    static let stageTemplate = #"""
        <div class="card">
        <h3>{{title}}</h3>
        <p class="note">{{facts}}</p>
        <table>
        <caption class="hidden">Figures of {{title}}</caption>
        <thead><tr><td></td><th scope="col" class="number">{{column}}</th>{{#hasIsolated}}<th scope="col" class="number">isolated</th>{{/hasIsolated}}</tr></thead>
        <tbody>
        {{#rows}}
        {{>figure}}
        {{/rows}}
        </tbody>
        </table>
        {{#hasComponents}}
        <details>
        <summary>Clause by clause</summary>
        <table>
        <caption class="hidden">Figures of {{title}}, clause by clause</caption>
        <thead class="hidden"><tr><td></td><th scope="col">{{column}}</th>{{#hasIsolated}}<th scope="col">isolated</th>{{/hasIsolated}}</tr></thead>
        <tbody>
        {{#components}}
        {{>figure}}
        {{/components}}
        </tbody>
        </table>
        </details>
        {{/hasComponents}}
        </div>

        """#

    /// One figure of a stage.
    static let figureTemplate = #"""
        <tr><th scope="row">{{name}}</th><td class="number"><b>{{chained}}</b> <small>{{chainedInterval}}</small></td>{{#hasIsolated}}<td class="number"><b>{{isolated}}</b> <small>{{isolatedInterval}}</small></td>{{/hasIsolated}}</tr>

        """#
}
