package tlsready.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tlsready.bundle.Orders;
import tlsready.cases.Ticket;
import tlsready.evidence.EvidenceCode;
import tlsready.evidence.LintFinding;
import tlsready.evidence.LintReport;
import tlsready.evidence.RegLint;
import tlsready.guide.Answers;
import tlsready.guide.Flow;
import tlsready.guide.Ground;
import tlsready.guide.Node;
import tlsready.guide.Outcome;
import tlsready.guide.Position;
import tlsready.guide.Question;
import tlsready.guide.SharedLink;
import tlsready.guide.SummaryRow;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.Source;
import tlsready.remediation.PlanPage;
import tlsready.remediation.StepWords;

/**
 * The pages that can be shared, and their texts for tickets: positions of the guide, plans, results of evidence and of the
 * .reg check. They hold answers, what a machine said about itself, or a file that somebody pasted; pages with a key, a
 * customer's code or a sign-in are never among them, because only these four kinds are.
 */
final class SharePages {
    private static final Pattern ADDRESS = Pattern.compile("(/[a-z0-9/-]*)(?:\\?(.*))?");
    private static final String GUIDE = "/guide/";
    private static final String CHECK = "check";
    private static final String ANSWERS = "Whoever has the link sees the answers and what the PC said about itself, and"
            + " nothing else: no name, no case, no address.";
    private static final String FILE = "Whoever has the link sees the whole text of the .reg file, so look through it"
            + " first. A short link keeps that text in the database of this portal until the link is forgotten.";

    private final Flow flow;
    private final Knowledge knowledge;
    private final StepWords words;
    private final Orders orders;
    private final EvidenceResults results;
    private final EvidenceCode evidence;
    private final RegLint lint;

    SharePages(
            Flow flow,
            Knowledge knowledge,
            StepWords words,
            Orders orders,
            EvidenceResults results,
            EvidenceCode evidence,
            RegLint lint) {
        this.lint = lint;
        this.flow = flow;
        this.knowledge = knowledge;
        this.words = words;
        this.orders = orders;
        this.results = results;
        this.evidence = evidence;
    }

    /**
     * A page that can be shared.
     *
     * @param address canonical path and query, without an edition
     * @param ticket its text
     * @param shows what whoever has the link sees, in a sentence
     */
    record Page(String address, Ticket ticket, String shows) {
        /** Where its text for tickets is. */
        String text(String form) {
            int question = address.indexOf('?');
            String path = question < 0 ? address : address.substring(0, question);
            String query = question < 0 ? "" : address.substring(question);
            return (path.startsWith(GUIDE) ? "/guide" : path) + "." + form + query;
        }
    }

    /**
     * Reads the address of a page.
     *
     * @param address path and query
     * @param site scheme and host of this portal, for the permalink
     * @throws BadAddress if it is no page that can be shared
     * @throws Answers.Unreadable if its query cannot be read
     */
    Page read(String address, String site) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            throw no(address);
        }
        String query = parts.group(2) == null ? "" : parts.group(2);
        String path = parts.group(1);
        if (path.equals("/plan")) {
            return plan(query, site);
        }
        if (path.equals(EvidenceResults.PATH)) {
            return result(query, site);
        }
        if (path.equals("/lint")) {
            return lint(query, site);
        }
        if (path.equals("/guide") || path.startsWith(GUIDE)) {
            return position(path.length() > GUIDE.length() ? path.substring(GUIDE.length()) : "", query, site);
        }
        throw no(address);
    }

    private static BadAddress no(String address) {
        return new BadAddress(
                "“" + BadAddress.shown(address)
                        + "” is no page that can be shared. Questions of the guide, plans, and results of evidence or of the .reg check can.");
    }

    // ---- Plans -----------------------------------------------------------------------------------------------------

    private Page plan(String query, String site) {
        if (!(orders.read(query, site) instanceof Orders.Complete complete)) {
            throw new BadAddress("These answers make no plan yet, so there is nothing to share. Go on with the guide.");
        }
        PlanPage page = PlanPage.of(complete.order().plan(), knowledge, words);
        var sections = List.of(
                new Ticket.Section(
                        "What to do",
                        true,
                        page.steps().stream().map(SharePages::step).toList()),
                Ticket.Section.of(
                        "What changes in the registry",
                        page.values().stream()
                                .map(value -> value.key() + "\\" + value.name() + " = " + value.data())
                                .toList()),
                Ticket.Section.of(
                        "What we predict",
                        page.forecasts().stream()
                                .map(forecast -> forecast.stack() + ": before "
                                        + forecast.before().verdict() + ", after "
                                        + forecast.after().verdict())
                                .toList()),
                Ticket.Section.of("What we assumed", page.assumptions()),
                Ticket.Section.of(
                        "Answers",
                        complete.order().answers().stream()
                                .map(answer -> answer.questionLabel() + " " + answer.answerLabel())
                                .toList()));
        List<Source> sources = Ticket.sources(
                page.steps().stream().flatMap(step -> step.grounds().stream()).map(PlanPage.GroundPart::citation));
        return page(complete.plan(), site, page.title(), page.lead(), sections, sources);
    }

    private static Ticket.Line step(PlanPage.StepPart step) {
        var more = new ArrayList<>(step.words());
        more.addAll(step.actions());
        return new Ticket.Line(step.title() + (step.administrator() ? " (an administrator)" : ""), more);
    }

    // ---- Evidence --------------------------------------------------------------------------------------------------

    private Page result(String query, String site) {
        if (!(results.read(query) instanceof EvidenceResults.Result result)
                || !result.faults().isEmpty()) {
            throw new BadAddress("The evidence in this address is not whole, so it cannot be shared. Paste it again.");
        }
        EvidenceResultPage page = result.page();
        var sections = List.of(
                Ticket.Section.of(
                        "What each kind of program will do",
                        Stream.concat(
                                        Stream.of(page.arcmap().name() + ": "
                                                + page.arcmap().verdict()),
                                        page.stacks().stream().map(SharePages::stack))
                                .toList()),
                Ticket.Section.of("What the PC said", page.known()));
        List<Source> sources = Ticket.sources(page.stacks().stream()
                .flatMap(stack -> stack.grounds().stream())
                .map(EvidenceResultPage.Ground::citation));
        String verdict = "To reach " + page.target().name() + ": " + count(page, "works") + " of "
                + page.stacks().size() + " kinds of program work, " + count(page, "fails") + " fail, "
                + count(page, "unknown") + " unknown";
        return page(
                result.address(),
                site,
                verdict,
                page.windows() + ". A prediction from what the PC said about itself; a test is the proof.",
                sections,
                sources);
    }

    private static String stack(EvidenceResultPage.StackPart stack) {
        return stack.name() + ": " + stack.verdict()
                + (stack.offers().isEmpty() ? "" : " (would offer " + stack.offers() + ")");
    }

    private static long count(EvidenceResultPage page, String verdict) {
        return page.stacks().stream()
                .filter(stack -> stack.verdict().equals(verdict))
                .count();
    }

    // ---- The .reg check --------------------------------------------------------------------------------------------

    private Page lint(String query, String site) {
        String code = Answers.parse(query, "t"::equals)
                .to("t")
                .orElseThrow(
                        () -> new BadAddress("There is no file in this address. Give one to the .reg check first."));
        LintCode.Given given = LintCode.read(code);
        LintReport report = given.check(lint);
        report.refusal().ifPresent(why -> {
            throw new BadAddress(why);
        });
        var page = new LintPage("", Optional.empty(), Optional.of(report), Optional.empty(), Optional.empty());
        var findings = new Ticket.Section(
                "What we found",
                false,
                page.items().stream().map(SharePages::finding).toList());
        return page(
                "/lint?t=" + code,
                site,
                page.headline(),
                page.count(),
                List.of(findings),
                Ticket.sources(report.findings().stream().flatMap(finding -> finding.because().stream())));
    }

    private static Ticket.Line finding(LintPage.Item item) {
        LintFinding finding = item.finding();
        var more = new ArrayList<String>();
        more.add(finding.says());
        finding.correction().lines().forEach(more::add);
        return new Ticket.Line(item.place() + ", " + finding.severity().id() + ": " + finding.title(), more);
    }

    // ---- The guide -------------------------------------------------------------------------------------------------

    private Page position(String wanted, String query, String site) {
        Position position = Position.of(flow, redacted(Answers.parse(query, flow::isQuestion)));
        Node node = wanted.isEmpty() || wanted.equals(CHECK)
                ? position.node()
                : flow.node(wanted).filter(position::shows).orElse(position.node());
        String title = node instanceof Outcome outcome ? outcome.title() : "Question: " + ((Question) node).title();
        List<String> lead = node instanceof Outcome outcome ? outcome.words() : List.of();
        var sections = List.of(
                Ticket.Section.of(
                        "What to do next",
                        node instanceof Outcome outcome
                                ? outcome.steps().stream()
                                        .map(Outcome.Step::words)
                                        .toList()
                                : List.of("Answer the question; the link goes on from there.")),
                Ticket.Section.of(
                        "Answers",
                        SummaryRow.of(position).stream()
                                .map(row -> row.topic() + ": " + row.answer())
                                .toList()));
        return page(position.href(node), site, title, String.join(" ", lead), sections, sources(node));
    }

    private static List<Source> sources(Node node) {
        return node instanceof Outcome outcome
                ? Ticket.named(outcome.grounds().stream().map(Ground::sources))
                : List.of();
    }

    /** The evidence as we write it, so that nothing travels that we do not understand. */
    private Answers redacted(Answers given) {
        Optional<String> code = given.to(Answers.EVIDENCE);
        if (code.isEmpty()) {
            return given;
        }
        EvidenceCode.Reading reading = evidence.read(code.get());
        if (!reading.faults().isEmpty() || reading.kept().claims().isEmpty()) {
            throw new BadAddress("The evidence in this address is not whole, so it cannot be shared. Paste it again.");
        }
        return given.with(Answers.EVIDENCE, evidence.write(reading.kept()));
    }

    private Page page(
            String address,
            String site,
            String verdict,
            String lead,
            List<Ticket.Section> sections,
            List<Source> sources) {
        String permalink = site + SharedLink.marked(address, knowledge.version());
        return new Page(
                address,
                new Ticket(verdict, lead, sections, sources, knowledge.version(), permalink),
                address.startsWith("/lint") ? FILE : ANSWERS);
    }
}
