/// Words for what comes from a country.
public enum Demonyms {
    /// What a column may call the country of a demonym: its name, other names and its ISO 3166-1 codes, folded; empty
    /// for any other word.
    public static func countries(of word: String) -> [String] {
        table[word] ?? (word.hasSuffix("s") ? table[String(word.dropLast())] ?? [] : [])
    }

    private static let table: [String: [String]] = {
        let rows = """
            german germans: germany,de,deu|french: france,fr,fra|italian: italy,it,ita|spanish spaniard: spain,es,esp
            british english: united kingdom,uk,gb,gbr,great britain,england|irish: ireland,ie,irl|scottish: scotland
            welsh: wales|dutch: netherlands,nl,nld,the netherlands,holland|belgian: belgium,be,bel|swiss: switzerland,ch,che
            austrian: austria,at,aut|danish dane: denmark,dk,dnk|swedish swede: sweden,se,swe|norwegian: norway,no,nor
            finnish finn: finland,fi,fin|icelandic: iceland,is,isl|polish pole: poland,pl,pol|czech: czech republic,czechia,cz,cze
            slovak: slovakia,sk,svk|hungarian: hungary,hu,hun|romanian: romania,ro,rou|bulgarian: bulgaria,bg,bgr
            greek: greece,gr,grc|turkish turk: turkey,tr,tur,turkiye|russian: russia,ru,rus,russian federation
            ukrainian: ukraine,ua,ukr|portuguese: portugal,pt,prt|croatian: croatia,hr,hrv|serbian: serbia,rs,srb
            american: united states,usa,us,united states of america,u s a|canadian: canada,ca,can|mexican: mexico,mx,mex
            brazilian: brazil,br,bra|argentinian argentine: argentina,ar,arg|chilean: chile,cl,chl|colombian: colombia,co,col
            peruvian: peru,pe,per|cuban: cuba,cu,cub|japanese: japan,jp,jpn|chinese: china,cn,chn
            korean: south korea,korea,kr,kor|indian: india,in,ind|pakistani: pakistan,pk,pak|thai: thailand,th,tha
            vietnamese: vietnam,vn,vnm|indonesian: indonesia,id,idn|malaysian: malaysia,my,mys|filipino: philippines,ph,phl
            australian: australia,au,aus|new zealander: new zealand,nz,nzl|egyptian: egypt,eg,egy|moroccan: morocco,ma,mar
            south african: south africa,za,zaf|nigerian: nigeria,ng,nga|kenyan: kenya,ke,ken|ethiopian: ethiopia,et,eth
            israeli: israel,il,isr|saudi: saudi arabia,sa,sau|iranian: iran,ir,irn|iraqi: iraq,iq,irq
            lithuanian: lithuania,lt,ltu|latvian: latvia,lv,lva|estonian: estonia,ee,est|slovenian: slovenia,si,svn
            """
        var table: [String: [String]] = [:]
        for row in rows.split(whereSeparator: { $0 == "|" || $0.isNewline }) {
            let halves = row.split(separator: ":")
            guard halves.count == 2 else { continue }
            let names = halves[1].split(separator: ",").map { $0.split(separator: " ").joined(separator: " ") }
            for word in halves[0].split(separator: " ") { table[String(word)] = names }
        }
        return table
    }()
}
