package tlsready.cases;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import tlsready.knowledge.Citation;
import tlsready.knowledge.Source;

/**
 * A page, or a case, as a text to paste into a ticket: the verdict first, then what to do, where it comes from, and the way
 * back.
 *
 * @param verdict one line
 * @param lead one or two sentences more; may be empty
 * @param sections in order; those without a line are left out
 * @param sources without repetition
 * @param edition of the knowledge
 * @param permalink the page, with the edition it was shared under; empty if there is none
 */
public record Ticket(
        String verdict, String lead, List<Section> sections, List<Source> sources, String edition, String permalink) {
    private static final int LINE = 72;
    private static final String ESCAPED = "([\\\\`*_\\[\\]<>#|~&!])";

    /** Lines under a heading. */
    public record Section(String heading, boolean numbered, List<Line> lines) {
        /** Lines with nothing more to them. */
        public static Section of(String heading, List<String> lines) {
            return new Section(
                    heading,
                    false,
                    lines.stream().map(line -> new Line(line, List.of())).toList());
        }
    }

    /** A line and what belongs to it. */
    public record Line(String text, List<String> more) {}

    public Ticket {
        sections =
                sections.stream().filter(section -> !section.lines().isEmpty()).toList();
        sources = List.copyOf(sources);
    }

    /** Sources of these citations, each once; what we only remember is no source to send. */
    public static List<Source> sources(Stream<Citation> citations) {
        return named(citations.map(Citation::sources));
    }

    /** All sources that have an address, each once. */
    public static List<Source> named(Stream<List<Source>> lists) {
        Set<Source> all = new LinkedHashSet<>();
        lists.flatMap(List::stream).filter(source -> !source.url().isEmpty()).forEach(all::add);
        return List.copyOf(all);
    }

    /** For systems that show a text as it is. */
    public String plain() {
        return write(new Look() {
            @Override
            public String heading(String words, boolean first) {
                return words + "\n" + (first ? "=" : "-").repeat(Math.min(words.length(), LINE));
            }

            @Override
            public String text(String words) {
                return words;
            }

            @Override
            public String address(String url) {
                return url;
            }
        });
    }

    /** For systems that read Markdown. */
    public String markdown() {
        return write(new Look() {
            @Override
            public String heading(String words, boolean first) {
                return (first ? "# " : "## ") + text(words);
            }

            @Override
            public String text(String words) {
                return words.replaceAll(ESCAPED, "\\\\$1");
            }

            @Override
            public String address(String url) {
                return "<" + url + ">";
            }
        });
    }

    private interface Look {
        String heading(String words, boolean first);

        String text(String words);

        String address(String url);
    }

    private String write(Look look) {
        var lines = new ArrayList<String>();
        lines.add(look.heading(verdict, true));
        if (!lead.isEmpty()) {
            lines.add("");
            lines.add(look.text(lead));
        }
        for (Section section : sections) {
            lines.add("");
            lines.add(look.heading(section.heading(), false));
            lines.add("");
            int number = 0;
            for (Line line : section.lines()) {
                String mark = section.numbered() ? ++number + ". " : "- ";
                lines.add(mark + look.text(line.text()));
                line.more().forEach(more -> lines.add("   - " + look.text(more)));
            }
        }
        if (!sources.isEmpty()) {
            lines.add("");
            lines.add(look.heading("Sources", false));
            lines.add("");
            sources.forEach(source -> lines.add("- " + source(source, look)));
        }
        lines.add("");
        lines.add(look.text("Knowledge edition " + edition + ". Not made by, nor connected with, Esri or Microsoft."));
        if (!permalink.isEmpty()) {
            lines.add("");
            lines.add(look.address(permalink));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String source(Source source, Look look) {
        String name = look.text(source.title() + " (" + source.publisher() + ")");
        return name + " " + look.address(source.url());
    }
}
