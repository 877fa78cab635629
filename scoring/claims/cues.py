"""The cue lexicon: words that announce a relation or a metric, kind by kind.

A cue only proposes. It says "here may stand a claim of this kind"; the trained model reads the words around it and
decides, so the lexicon is wide on purpose. The same table feeds the gate: a sentence without a cue is never parsed.
Patterns are matched without case. `~` stands for up to three words, so that "signed a new, two-year agreement" is met.
"""

import re
from dataclasses import dataclass
from typing import Final

_GAP: Final = r"(?:[\w’'\"“”%$€£.,&/()-]+\s+){0,3}?"


@dataclass(frozen=True, slots=True)
class Cue:
    """One pattern of the lexicon; `name` is stable, because the trained model has a weight for it."""

    name: str
    kind: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class CueMatch:
    """A cue found at characters `start` to `end` of a sentence."""

    cue: Cue
    start: int
    end: int


_LEXICON: Final[dict[str, tuple[str, ...]]] = {
    "denial": (
        r"(?:not|never|neither|nor) ~(?:affiliated|associated|endorsed|authori[sz]ed|sponsored|approved|confirmed|licensed)",
        r"\bno (?:\w+ ){0,2}(?:affiliations?|associations?|relationships?|partnerships?|agreements?|connections?|endorsements?|ties?"
        r"|contracts?|deals?|dealings?|arrangements?|plans?|involvement|role|stake|interest|record)\b",
        r"\b(?:den(?:y|ies|ied|ying)|refut\w+|disput\w+|reject\w*|disavow\w*|rebut\w*|disown\w*)\b",
        r"\bnever (?:\w+ )?(?:been|used|had|was|were|signed|entered|worked|partnered|bought|purchased|agreed|deployed|invested|tested)\b",
        r"(?:is|are|was|were)(?: not|n[’']t) ~(?:customer|client|partner|user|investor|shareholder|member|party|supplier|reseller)s?\b",
        r"(?:does|do|did|has|have|had)(?: not|n[’']t) (?:\w+ )?(?:use|have|endorse|sponsor|work|partner|own|hold|deploy|sign|invest"
        r"|entered|signed|granted|approved|authori[sz]ed|imply|constitute|had|made|participate|recommend|bought|buy)\w*",
        r"\b(?:false|falsely|inaccurate|erroneous(?:ly)?|unauthori[sz]ed|incorrect(?:ly)?|mistaken(?:ly)?|untrue|misleading|fabricated)\b",
        r"\bdisclaim\w*|\bindependent of\b|without (?:the )?(?:knowledge|consent|permission|authori[sz]ation|approval)",
        r"\bnothing\b ~(?:implies|implying|constitutes|suggests|should)",
    ),
    "cancellation": (
        r"\bterminat\w+",
        r"\bcancel\w*",
        r"\brescind\w*|\brescission\b|\brevok\w+|\bwithdr[ae]w\w*|\bwithdrawal\b",
        r"\bexpir\w+|\blaps\w+",
        r"\b(?:not|never|elected not|decided not|declined|no longer) (?:to )?(?:\w+ )?(?:proceed|pursu\w+|renew\w*|continu\w+|extend\w*|complet\w+"
        r"|move forward|go ahead|close)\b",
        r"\b(?:walk|walked|walking|walks) away\b|\bcall(?:ed|s|ing)? off\b|\bscrap(?:ped|s|ping)?\b|\babandon\w*|\bshelv\w+|\bdropp(?:ed|ing)\b",
        r"\b(?:part(?:ed|ing|s)? ways|pull(?:ed|s|ing)? (?:out|the plug)|back(?:ed|s|ing)? out|w[io]und(?:ing|s)? (?:down|up)|cut ties|fell through"
        r"|f[ae]ll(?:en|s)? (?:through|apart)|broke[n]? off|unw[io]und\w*)\b",
        r"\b(?:end(?:ed|s|ing)?|ceas\w+|discontinu\w+|dissol\w+|conclud\w+) ~(?:contract|agreement|partnership|relationship|deal|use|tie|ties|subscription"
        r"|collaboration|arrangement|distribution|venture|engagement|alliance|sponsorship|licen[cs]e|pilot|merger|talks|programme|program)\w*",
        r"\b(?:stopped|quit|ceased) (?:using|working|selling|paying|buying)|\bno longer (?:\w+ )?(?:uses?|a|an|works?|sells?|offers?|a customer|in use|available|part)\b",
        r"\b(?:contract|agreement|partnership|relationship|deal|subscription|collaboration|merger|membership)\b ~(?:has |was |had |have |were )?(?:ended|ends|over|void|dissolved)\b",
        r"\b(?:non-?renewal|replac(?:ed|ing|es) ~(?:with|by)|ripped out|switched away|moved off|migrated (?:off|away)|let ~lapse|turned off|decommission\w*)\b",
    ),
    "mou": (
        r"\bmemorand(?:um|a) of (?:understanding|intent|cooperation|agreement)\b|\bMo?Us?\b",
        r"\bletters? of (?:intent|interest)\b|\bLOIs?\b",
        r"\bterm sheets?\b|\bheads of (?:terms|agreement)\b|\bin[- ]principle\b|\bprotocol of intent\b|\bstatement of intent\b",
        r"\bnon-?binding\b|\bindicative (?:offer|proposal|terms)\b|\bexclusivity (?:agreement|period)\b",
        r"\bexplor(?:e|es|ed|ing) ~(?:partnership|collaboration|model|acquisition|merger|ways|joint|opportunit\w+|deal|transaction|options?)\b",
    ),
    "joint_venture": (
        r"\bjoint[- ]ventures?\b|\bJVs?\b|\bjoint[- ]venture company\b",
        r"\b(?:50[/:-]50|fifty-fifty|equally owned|jointly[- ](?:owned|held|controlled|establish\w*|found\w*|form\w*|operat\w*))\b",
        r"\b(?:new(?:ly)?(?:[- ](?:formed|created|established|incorporated))?|jointly) (?:\w+ )?(?:entity|company|venture|subsidiary|vehicle|SPV)\b",
        r"\b(?:hold|holds|holding|own|owns|owning|owned|took|takes|with) ~(?:\d+(?:\.\d+)? ?(?:%|percent|per cent)) ~(?:of )?(?:the )?(?:entity|company|venture|shares|business)?",
    ),
    "equity_swap": (
        r"\b(?:share|stock|equity)[- ](?:swaps?|exchanges?|for[- ](?:share|stock|equity|services?))\b|\bshares? exchange\b",
        r"\b(?:in exchange for|exchang\w+|swap(?:ped|s|ping)?|in return for|in lieu of|in consideration (?:for|of)) ~(?:shares?|stock|equity|stake|warrants?|common|newly|services|\d[\d,.]* ~shares)",
        r"\b(?:shares?|stock|equity|stake|warrants?)\b ~(?:in exchange for|in return for|in lieu of|as (?:part-)?payment for|in consideration)",
        r"\bcross-?(?:share)?holdings?\b|\bcross-?(?:equity|investment)s?\b|\breciprocal (?:\w+ )?(?:stakes?|shareholdings?|investments?)\b|\btreasury (?:stock|shares?)\b",
        r"\bpa(?:id|ys?|yable|yment) ~(?:in|with) ~(?:shares?|stock|equity)\b|\bissu(?:e|ed|es|ing|ance) ~(?:shares|warrants|stock)\b",
    ),
    "acquisition": (
        r"\bacquir(?:e|es|ed|ing|er)\b",
        r"\bacquisitions?\b",
        r"\bmerge(?:d|s|r|rs)?\b|\bmerging\b|\bbusiness combination\b|\bamalgamat\w+",
        r"\btak(?:e|es|en|ing)[- ](?:over|private)\b|\btakeovers?\b|\btook (?:over|control|private)\b|\bbuy-?outs?\b|\bbolt-on\b|\btuck-in\b",
        r"\b(?:buy|buys|bought|buying|purchas(?:e|es|ed|ing)|snapped up|absorb(?:ed|s|ing)?) ~(?:company|firm|start-?up|business|division|unit|assets|maker|developer|provider|shares|stake|rival|all|100|majority|outstanding|remaining|operations|subsidiary|interest)\b",
        r"\b(?:purchase|sale) of\b|\b(?:sold|divest\w*) (?:\w+ ){0,4}to\b|\bbought\b|\b(?:majority|controlling) (?:stake|interest|share)\b|\bpurchase agreement\b",
        r"\b(?:joins?|joined|joining|becom\w+|became) (?:part of|a wholly)\b|\bwholly[- ]owned subsidiary\b|\btender offer\b|\bacqui-?hire\w*",
    ),
    "investment": (
        r"\b(?:co-?)?led by\b|\b(?:co-?)?l(?:ed|ead|eads|eading) (?:the|a|an|its|our|that) ~(?:round|financing|investment|raise|seed|series|tranche|extension|funding)\b",
        r"\bparticipat(?:ion|ed|ing|es)\b|\btak(?:e|ing|en) part\b|\btook part\b",
        r"\bback(?:ed|ing|s|er|ers)\b",
        r"\binvest(?:ed|s|ing)?\b",
        r"\binvestments?\b",
        r"\binvestors?\b|\bshareholders?\b|\bangels?\b|\bventure arm\b|\blimited partners?\b",
        r"\b(?:minority |equity |strategic )?stakes?\b|\bminority (?:interest|holding|position)\b|\b(?:convertible|promissory) notes?\b|\bprivate placement\b",
        r"\b(?:joined|join|joining|joins) (?:by|the round|in the round|as (?:an )?investors?)|\b(?:funding|capital|money|financing|cheque|check|commitment|grant) from\b|\bsubscrib(?:ed|ing) (?:to|for)\b|\banchor(?:ed)?\b",
        r"\b(?:put|putting|poured|contribut\w+|inject\w*|commit(?:ted|s|ting)|provid(?:ed|ing)) ~(?:[$€£]|million|[mM]n?\b|capital|equity|financing|funds)",
    ),
    "pilot": (
        r"\bpilot(?:s|ed|ing)?\b|\bpilot-",
        r"\btrial(?:s|l?ed|l?ing)?\b",
        r"\bproofs?[- ]of[- ](?:concept|value|technology)\b|\bPo[CV]s?\b",
        r"\b(?:closed |private |public |open )?betas?\b|\bbeta[- ](?:test\w*|partner|program\w*|user|customer)s?\b",
        r"\bdesign[- ]partners?\b|\bearly[- ](?:adopter|access)s?\b|\blighthouse\b|\bdevelopment partners?\b|\blaunch partners?\b",
        r"\b(?:test(?:s|ed|ing)?|evaluat(?:e|es|ed|ing|ion)|field[- ]test\w*|try(?:ing)? out|tri(?:ed|es) out|validat(?:e|es|ed|ing|ion)|demonstrat(?:ed|ion|ing|or))\b",
        r"\bsandbox\b|\bdemonstration\b|\bexperiment(?:s|ed|ing|al)?\b|\bfeasibility stud\w+",
    ),
    "credits_program": (
        r"\bcredits?\b ~(?:program\w*|from|toward|grant|offer|for|worth|over)?|\b(?:cloud|compute|computing|API|platform|GPU|free) credits?\b",
        r"\b(?:for|with) start-?ups?\b|\bstart-?ups? (?:program\w*|hub|track|initiative|tier|accelerator|scheme)\b|\bfounders? hub\b|\bActivate\b",
        r"\bInception\b|\bLaunchpad\b|\bIgnite\b|\bCatalyst\b|\bScale-?Up\b|\bgrowth program\w*\b|\bventure (?:client|program\w*)\b|\bGarage\b|\bISV program\w*\b",
    ),
    "membership": (
        r"\bmember(?:s|ship|ships)?\b",
        r"\b(?:join(?:s|ed|ing)?|admitted|accepted|inducted|invited|enrolled|selected|welcomed|chosen) (?:\w+ ){0,2}(?:to|into|in|by|the|as|for)\b",
        r"\b(?:alliances?|consorti(?:um|a)|coalitions?|council|foundation|association|federation|working group|task force|trade (?:body|group)|ecosystem|network|cluster)\b",
        r"\baccelerat(?:or|ors)\b|\bincubat(?:or|ors|ed)\b|\bcohorts?\b|\bbatch\b|\bY ?Combinator\b|\bYC\b|\bTechstars\b|\bresidency\b|\bfellowship\b",
        r"\b(?:gold|silver|bronze|platinum|premier|advanced|elite|certified|preferred|select|strategic|titanium|diamond|authori[sz]ed|approved|recommended|validated|competency|verified|official|solution|technology)[- ](?:\w+ ){0,2}(?:partners?|provider|vendor|supplier|member|tier|status)\b",
        r"\bpartner (?:tier|status|level|network|program\w*|designation|badge)\b|\bdesignat(?:ion|ed|ions)\b|\bcompetenc(?:y|ies)\b|\bbadges?\b|\baccredit\w+|\bspeciali[sz]ation\b",
        r"\bpart of ~(?:batch|program\w*|network|alliance|cohort|consortium|ecosystem|community|initiative|class|coalition)\b|\bparticipants?\b|\bsignator(?:y|ies)\b|\btogether with partners\b|\bseat on\b|\bcharter\b",
    ),
    "marketplace_listing": (
        r"\bmarketplaces?\b",
        r"\b(?:AppExchange|App ?Source|App ?Store|Google Play|Play Store|app (?:gallery|directory|catalog(?:ue)?|hub|center|centre|market\w*)|plug-?in directory|integration directory|add-?on (?:store|gallery)|extension (?:store|gallery))\b",
        r"\b(?:list(?:ed|ing|ings|s)|available|availability|published|offered|procurable|downloadable|featured|carried|launched|live|debut\w*|accessible|purchasable|obtainable) ~(?:on|in|through|via|at|under|from)\b",
        r"\b(?:catalog(?:ue)?s?|directory|storefronts?|app stores?|vendor galler(?:y|ies)|procurement (?:portal|platform|framework|list)|approved (?:\w+ )?(?:list|terms)|GSA|G-Cloud|schedule|framework)\b",
        r"\bterms of service\b|\bTOS\b|\bFedRAMP Marketplace\b",
    ),
    "reseller": (
        r"\bre-?sell(?:s|er|ers|ing)?\b|\bresold\b|\bVARs?\b|\bvalue-added\b",
        r"\bdistribut(?:or|ors|ion|e|es|ed|ing)\b|\bdistributorship\b|\bwholesal\w+",
        r"\bchannel\b ~(?:partner|partners|program\w*|network|agreement|sales)?|\broute to market\b|\bgo-to-market\b|\bco-?sell\w*",
        r"\breferr?(?:al|als|ing|s)?\b|\bintroducer\b|\bsales agent\b|\bagency agreement\b|\bdealers?(?:ship)?\b|\bfranchis\w+|\bsales representative\b|\bcommission\b",
        r"\blicen[cs](?:e|es|ed|ing|ee|or)\b|\bwhite[- ]label\w*|\bprivate[- ]label\w*|\bOEM\b|\bbundl(?:e|ed|es|ing)\b|\bsub-?licen\w+",
        r"\b(?:sell|sells|selling|sold|offer|offers|offering|offered|market|markets|marketing|carry|carries|stock|stocks|promote|promotes|supply|supplies|provide|provides|bring|brings) ~(?:\w+ ){0,5}(?:to|across|in|through|under) (?:its|their|our|the)? ?(?:\w+ ){0,3}(?:customers?|clients?|members?|merchants?|dealers|network|market|territory|region|subscribers|users|own brand|stores|shelves)\b",
        r"\bexclusive (?:\w+ )?(?:rights?|agreement|partner|partnership|territory)\b",
    ),
    "deployment": (
        r"\b(?:re)?deploy(?:s|ed|ing|ment|ments)?\b",
        r"\bimplement(?:s|ed|ing|ation|ations)?\b",
        r"\b(?:go|goes|gone|going|went|now|is|are|been|fully|already|currently|came|come|be) (?:\w+ )?(?:live|operational|in operation|in production|in service|in use|up and running|active|running|working)\b|\bgo-live\b|\bcutover\b",
        r"\brol(?:l|ls|led|ling)[- ]?out\b|\brollouts?\b|\broll(?:ed|ing|s)? (?:\w+ ){1,5}out\b",
        r"\binstall(?:s|ed|ing|ation|ations)?\b|\bfit(?:ted|ting)\b|\bequip(?:ped|s|ping)?\b|\bcommission(?:ed|ing)\b|\bretrofit\w*|\boutfit\w*",
        r"\badopt(?:s|ed|ing|ion)?\b|\bembrac(?:e|ed|es|ing)\b|\bstandardi[sz](?:e|ed|es|ing)\b|\bmigrat(?:e|ed|es|ing|ion)\b|\bswitch(?:ed|ing|es)? (?:\w+ )?(?:to|from|over)\b|\bmoved (?:\w+ ){0,4}(?:to|onto)\b|\breplac(?:e|ed|es|ing)\b|\bconsolidat\w+",
        r"\bus(?:e|es|ed|ing)\b|\buses?\b|\butili[sz](?:e|es|ed|ing)\b",
        r"\bleverag(?:e|es|ed|ing)\b|\brel(?:y|ies|ied|ying) (?:\w+ )?(?:on|upon)\b|\bdepend(?:s|ed|ing)? on\b|\bappl(?:y|ies|ied|ying)\b|\bharness\w*",
        r"\bpower(?:s|ed|ing)\b|\brun(?:s|ning)? (?:\w+ ){0,4}(?:on|in|through|with|at|across)\b|\bran (?:\w+ ){0,4}(?:on|through|with)\b|\bmanag(?:es|ed|ing) ~(?:with|through|on|in)\b|\bdriv(?:es|en) by\b|\bbuilt (?:\w+ )?(?:on|with)\b|\boperat(?:es|ed|ing) (?:\w+ ){0,3}(?:at|across|in|on|with)\b",
        r"\b(?:being|been|is|are|was|were|already) ~(?:used|deployed|rolled out|installed|delivered|put|integrated|embedded|implemented|adopted)\b|\bput(?:s|ting)? (?:\w+ ){0,4}(?:to work|to use|into)\b|\bdeliver(?:ed|s|y|ies|ing)\b|\bship(?:ped|ping|ments?)\b",
        r"\bonboard(?:ed|ing|s)?\b|\btrain(?:ed|ing) (?:\w+ )?(?:staff|teams?|employees|nurses|officers|operators|users|clinicians|bootcamp)\b|\blive (?:at|in|on|with|across|for)\b|\bgo-lives?\b|\boverhaul\w*|\bmoderni[sz]\w+",
        r"\bwith [\w.&’'-]+(?: [\w.&’'-]+){0,3}, (?:we|our|they|the (?:team|company|hospital|bank))\b|\bthanks to\b|\bsince (?:adopting|implementing|switching|moving|installing)\b",
    ),
    "customer": (
        r"\bcustomers?\b|\bclients?\b|\bclientele\b|\bbuyers?\b|\bpatrons?\b",
        r"\bselect(?:s|ed|ing|ion)?\b",
        r"\bchos(?:e|en)\b|\bchoos(?:e|es|ing)\b|\bpick(?:ed|s)\b|\btap(?:ped|s)\b|\bopt(?:ed|s|ing) for\b|\bturn(?:ed|s|ing) to\b|\bappoint(?:ed|s)\b|\bengag(?:ed|es|ing)\b|\bhired?\b|\benlist(?:ed|s)\b|\bretain(?:ed|s)\b|\bnamed (?:\w+ ){0,3}(?:as|supplier|vendor|provider)\b",
        r"\baward(?:ed|s|ing)?\b",
        r"\bcontract(?:s|ed|ing|ual)?\b",
        r"\b(?:agreements?|deals?|pacts?|arrangement)\b",
        r"\b(?:purchase |task |delivery |follow-on |firm |repeat )?orders?\b(?! to\b)|\bordered\b|\bbacklog\b|\bbooking\b",
        r"\brenew(?:s|ed|al|als|ing)\b|\bexten(?:d|ds|ded|sion)\b|\bexpand(?:ed|s|ing)? (?:its|their|our|the) (?:\w+ )?(?:agreement|contract|use|relationship|order|deployment|subscription|engagement|commitment|work|licen[cs]e)\b|\bup-?sell\b",
        r"\bsubscri(?:bed|bes|ption|ptions|bing)\b|\blicen[cs]es\b|\bseats?\b|\bpaid (?:for|customer|plan|pilot)\b|\bpay(?:s|ing)\b",
        r"\btrusted by\b|\brelied (?:up)?on by\b|\bused by\b|\bloved by\b|\bchosen by\b|\bserv(?:es|ed|ing|ice) \b|\bserv(?:e|es|ing)\b|\bwork(?:s|ed|ing)? with\b|\bpreferred by\b",
        r"\b(?:bought|buys?|buying|purchas(?:e|ed|es|ing)|procur(?:e|ed|es|ing|ement)|acquired? ~(?:system|licen[cs]es?|units?|seats?)|committed)\b|\bcommit(?:ment|ted|s)?\b",
        r"\bsign(?:ed|s|ing)\b|\binked?\b|\bsigned (?:up|on)\b|\bclosed (?:a|an|the) ~(?:deal|contract|sale|order)\b|\bland(?:ed|s|ing)\b|\bsecur(?:ed|es|ing)\b|\bwon\b|\bwin(?:s|ning)?\b",
        r"\bsuppl(?:y|ies|ied|ying|ier|iers)\b|\bprovid(?:e|es|ed|ing) (?:\w+ ){0,6}(?:to|for|with)\b|\bsole[- ]source\b|\bvendor\b|\btender(?:s|ed)?\b|\bRF[PQI]s?\b|\bproposals?\b|\bbids?\b|\bprocurement\b|\bpreferred bidder\b|\bshortlist\w*",
        r"\b(?:count(?:s|ed|ing)?|number(?:s|ed|ing)?|include[sd]?|including|among|roster|logos?)\b",
        r"\bcommitment to\b|\bwe (?:need|love|needed|chose|trust)\b|\bour (?:\w+ ){0,2}(?:provider|vendor|supplier|partner)\b|\bbeen (?:a )?(?:tremendous|instrumental|great|invaluable|fantastic)\b",
    ),
    "integration": (
        r"\bintegrat(?:e|es|ed|ing|ion|ions)\b|\bembed(?:s|ded|ding)?\b",
        r"\bpartner(?:ed|ing)?\b(?:ed|ing|s)? (?:up )?(?:with|to)\b|\bpartners\b|\bpartnered\b|\bpartnering\b",
        r"\bpartnerships?\b",
        r"\bcollaborat(?:e|es|ed|ing|ion|ions|ive|ively)\b|\bco-?operat(?:e|es|ed|ing|ion)\b",
        r"\b(?:strategic|commercial|business|working|long-?standing|existing|multi-?year) (?:alliance|relationship|agreement|tie-?up|pact)\b|\brelationships?\b|\btie-?ups?\b|\balliances?\b",
        r"\bteam(?:s|ed|ing)? up\b|\bteaming\b|\bjoin(?:s|ed|ing)? (?:forces|hands)\b|\bunit(?:e|es|ed|ing) with\b|\bworking (?:closely |together )?with\b|\bwork(?:s|ed)? (?:closely |together |alongside )(?:with)?\b|\btogether with\b|\balongside\b|\bin conjunction with\b|\bjoint(?:ly)?\b|\bco-?(?:develop|creat|design|innovat|build|brand)\w*",
        r"\bconnect(?:s|ed|ing|or|ors|ion)\b|\bplug(?:s|ged|-?in|-?ins|ging)?\b|\binteroperab\w+|\bAPIs?\b|\bsync(?:s|ed|ing|hroni[sz]\w+)?\b|\binterfac\w+|\bnative(?:ly)?\b|\bsupports?\b|\bcertified (?:for|on)\b|\bpartner\b",
    ),
    "arr": (
        r"\b(?:C|c)?ARR\b|\bannual(?:ly|i[sz]ed)? (?:recurring|run[- ]rate|contract(?:ed)?) (?:recurring )?(?:revenues?|sales|value)\b|\bACV\b|\bTCV\b",
        r"\brun[- ]rates?\b|\brecurring revenues?\b|\bMRR\b|\bsubscription revenues?\b",
    ),
    "revenue": (
        r"\brevenues?\b|\bturnover\b|\btop line\b|\bnet sales\b|\bsales\b|\bproceeds\b|\bbillings\b|\bbookings\b|\bincome\b|\bGMV\b|\bgross merchandise\b|\bearnings\b|\bfee income\b",
        r"\bprofit\w*|\bEBITDA\b|\bbroke even\b|\bbreak[- ]?even\b|\bgrew\b|\bgrowth\b|\bcommercial growth\b",
    ),
    "users": (
        r"\busers?\b|\bactive\b|\bMAUs?\b|\bDAUs?\b|\bsign-?ups?\b|\bregistered\b|\baccounts?\b|\bprofiles?\b|\bsubscriptions?\b|\bwaitlist\b",
        r"\bserv(?:es|ed|ing|e) ~(?:more than|over|nearly|about|almost|some|around|\d)|\btrusted by ~(?:more than|over|\d|[a-z]+ (?:thousand|million))|\bused by ~(?:more than|over|nearly|\d)",
        r"\b(?:patients|merchants|members|students|developers|businesses|households|drivers|facilities|hospitals|stores|schools|teachers|clinicians|companies|organi[sz]ations|brands|teams|sites|customers|clients|people|visitors|players|farmers|sellers|retailers|restaurants|nurses|practices|clinics|homes|vehicles|devices|locations|institutions|agencies|countries|properties|consumers|borrowers|riders|passengers|guests|learners|employers|vendors|suppliers|doctors|physicians|banks|platforms|enterprises|installations|creators|readers|viewers|listeners|users|families|residents|professionals)\b",
    ),
    "downloads": (r"\bdownload(?:s|ed|ing)?\b", r"\binstall(?:s|ed|ations)?\b|\bpulls\b|\bpackage\b"),
    "stars": (r"\bstar(?:s|red|gazers)?\b|\bGitHub\b|\bforks?\b",),
    "followers": (
        r"\bfollow(?:ers?|ing|s|ed)?\b",
        r"\bsubscribers?\b|\bsubscribed\b|\bfans?\b|\bsocial media\b|\bnewsletter\b|\baudience\b",
    ),
    "views": (
        r"\bviews?\b|\bviewed\b|\bimpressions?\b|\bviewership\b|\bwatched\b|\bplays\b|\bstreams?\b|\bviral\b|\breach(?:ed)? ~million\b|\bpage ?views\b|\bvisits\b",
    ),
    "benchmark": (
        r"\bbenchmark(?:s|ed|ing)?\b|\bscor(?:e|ed|es|ing)\b|\baccura(?:cy|te|tely)\b|\bprecision\b|\brecall\b|\bF1\b|\bMMLU\b|\bSWE-?bench\w*|\bleaderboard\b|\bstate[- ]of[- ]the[- ]art\b|\bSOTA\b|\boutperform\w*|\bsensitivity\b|\bspecificity\b|\bpass rate\b|\bAUC\b|\bAUROC\b|\bGLUE\b|\bHumanEval\b|\bELO\b|\berror rates?\b",
        r"\b(?:times|x|percent|per cent|%) (?:\w+ ){0,2}(?:faster|slower|better|lower|higher|cheaper|smaller|more|less|fewer|greater|quicker)\b|\bfaster than\b|\bbetter than\b|\bcompared (?:to|with)\b|\bversus\b|\bvs\.?\b|\bbeat(?:s|en|ing)?\b|\blatency\b|\bthroughput\b|\btokens per second\b|\befficienc(?:y|ies)\b|\befficacy\b|\bmilliseconds?\b|\buptime\b",
        r"\b(?:in|within|under|just|only) (?:\w+ )?(?:\d[\d.,]*|[a-z]+) (?:seconds?|minutes?|hours?|milliseconds?|ms)\b",
    ),
    "usage_tokens": (
        r"\bprocess(?:es|ed|ing)?\b|\btokens?\b|\btransactions?\b|\bqueries\b|\brequests\b|\bcalls\b|\bmessages\b|\bdocuments\b|\bcheck-ins?\b|\bbookings\b|\bpayments?\b|\btrips\b|\brides\b|\bdeliveries\b|\bminutes\b|\bpetabytes?\b|\bterabytes?\b|\bhours of\b|\bimages\b|\blitres?\b|\bliters?\b|\bgallons?\b|\bMWh\b|\bGWh\b|\bkilomet\w+|\bmiles\b|\binferences?\b|\bvolume\b|\bscans\b|\borders\b|\bparcels\b|\bshipments\b|\bclaims\b|\bsearches\b|\bconversations\b|\bevents\b|\bmeals\b|\btonnes\b|\btons\b",
        r"\bhandl(?:es|ed|ing|e)\b|\bserv(?:es|ed) (?:up )?\b|\banaly[sz](?:es|ed|e)\b|\bgenerat(?:es|ed|ing)\b|\bper (?:day|month|week|year|second|hour)\b|\bannually\b|\bmonthly\b|\bdaily\b|\ba (?:day|month|week|year)\b|\bfacilitat\w+|\bmoved\b|\bsettl(?:ed|es)\b|\btransact\w+|\boriginat\w+|\blogged\b|\brecorded\b",
    ),
    "funding": (
        r"\brais(?:e|es|ed|ing)\b|\bfundrais\w+",
        r"\b(?:pre-?)?seed\b|\bSeries [A-H]\d?\b|\bround\b|\bextension\b|\btranche\b",
        r"\bfund(?:ing|ed)\b|\bfinanc(?:ing|ed|ings)\b|\bcapital\b|\bvaluation\b|\bgrants?\b|\bventure debt\b|\bdebt facility\b|\bcredit (?:facility|line)\b|\bIPO\b|\boffering\b|\bproceeds\b|\bplacement\b|\bfacility\b",
        r"\b(?:secur|clos|land|bag|rais|attract|complet|net|scor|pull|haul)\w* ~(?:[$€£¥]|USD|EUR|US\$|C\$|A\$|CAD)",
    ),
    "headcount": (
        r"\bemployees?\b|\bheadcount\b|\bstaff(?:ers|ed|ing)?\b|\bworkforce\b|\bFTEs?\b|\bfull-time\b|\bworkers\b|\bcolleagues\b",
        r"\b(?:our |its |the |their )?\[?(?:team|company)\b ~(?:of|to|from|size|grew|grown|doubled|tripled|has|is|now|at)|\bsize of ~team|\bengineers\b|\bpeople\b|\bhires?\b|\bhir(?:ed|ing)\b|\bpayroll\b|\bstrong\b|\bemploy(?:s|ed|ing)?\b|\blaid off\b|\blayoffs?\b|\bpersonnel\b|\bgrew from\b",
    ),
    "savings": (
        r"\bsav(?:e|es|ed|ing|ings)\b",
        r"\breduc(?:e|es|ed|ing|tion|tions)\b|\bcut(?:s|ting)?\b|\bdecreas(?:e|ed|es|ing)\b|\blower(?:ed|s|ing)?\b|\bshorten\w*|\btrimm?\w*|\bslash\w*|\bhalv(?:e|ed|es|ing)\b|\bshav(?:ed|ing|es)\b|\beliminat\w+|\bminimi[sz]\w+|\bavoid(?:ed|s|ing)\b",
        r"\bincreas(?:e|ed|es|ing)\b|\bimprov(?:e|ed|es|ing|ement|ements)\b|\bboost(?:ed|s|ing)?\b|\blift(?:ed|s)?\b|\bgains?\b|\bproductivity\b|\bfaster\b|\buplift\b|\bdoubl(?:ed|ing|es)\b|\btripl(?:ed|ing|es)\b|\bmore (?:\w+ )?than before\b|\brose\b|\bgrew\b",
        r"\bROI\b|\breturn on investment\b|\bpa(?:id|ys|yback)\b|\bcost(?:s|ing)?\b|\bdown(?:time)? (?:from|by|to)\b|\bfell\b|\bfallen\b|\bdropp(?:ed|ing)\b|\bdrop(?:s)?\b|\bfrom (?:\w+ ){1,4}to (?:\w+ )?(?:\d|[a-z]+ (?:minutes|hours|days|weeks|seconds))|\bused to take\b|\btakes? (?:\w+ )?(?:\d|minutes|hours|forty|thirty|twenty|ten|five)\b|\btook\b|\bturnaround\b|\binstead of\b|\brather than\b|\bwent from\b|\bhours? (?:per|a|each) (?:week|day|month|shift)\b",
    ),
    "award": (
        r"\bawards?\b|\bawarded\b|\bprizes?\b|\bmedals?\b|\btroph(?:y|ies)\b|\bwinners?\b|\bhono(?:u)?r(?:s|ed|ee|ees)?\b|\bfinalists?\b|\brunner-up\b|\bshort-?list\w*|\bnomina\w+",
        r"\brank(?:s|ed|ing|ings)?\b|\bplaced\b|\bnamed (?:\w+ ){0,4}(?:a|an|the|to|one|among|as|by|in|on|best|top|leader|winner)\b|\bNo\. ?\d+|\b(?:#|number )(?:\d+|one)\b|\btop \d+\b|\blist of\b|\b(?:Inc\. 5000|Fast 500|Forbes|Fortune|Deloitte|Gartner|G2|Forrester|Magic Quadrant|IDC|Wave)\b",
        r"\brecogni[sz](?:ed|es|ing|ition)\b|\bleader in\b|\b(?:earned|received|won|achieved|attained|granted|given|awarded|took home|obtained|conferred|presented)\b|\bcertifi(?:ed|cation|cations|cate)\b|\bbest\b ~(?:place|product|in|startup|start-up|tool|software|of)|\bgold\b|\bsilver\b|\bfastest[- ]growing\b|\bhighest\b|\bof the year\b|\b(?:badge|status|rating|stars?)\b",
    ),
}


def _compile(kind: str, index: int, pattern: str) -> Cue:
    return Cue(f"{kind}.{index}", kind, re.compile(pattern.replace("~", _GAP), re.IGNORECASE))


CUES: Final[tuple[Cue, ...]] = tuple(
    _compile(kind, index, pattern) for kind, patterns in _LEXICON.items() for index, pattern in enumerate(patterns)
)


def find(text: str) -> list[CueMatch]:
    """All cues of one sentence, in text order; spans are characters of `text`."""
    found = [CueMatch(cue, m.start(), m.end()) for cue in CUES for m in cue.pattern.finditer(text)]
    return sorted(found, key=lambda match: (match.start, match.end, match.cue.name))
