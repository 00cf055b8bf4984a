package tlsready.guide;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Answers by question id, in the order they stand in the query string. Two sets of answers are equal if they say the
 * same, in whatever order.
 */
public record Answers(Map<String, String> byQuestion) {
    /** The longest query string we take, in characters: what every browser and proxy lets through. */
    public static final int MAX_QUERY = 2_000;

    /** What travels beside the answers: the code of evidence about the machine. It is not read here, only carried. */
    public static final String EVIDENCE = "e";

    /** How long that code may be, as it stands in the URL; it comes on top of {@link #MAX_QUERY}. */
    public static final int MAX_EVIDENCE = 4_000;

    private static final Pattern CARRIED =
            Pattern.compile("(?:^|&)" + EVIDENCE + "=[^&]{0," + MAX_EVIDENCE + "}(?=&|$)");

    public static final Answers NONE = new Answers(Map.of());

    /** A query string that cannot be read; the message says why in a sentence for people. */
    public static final class Unreadable extends IllegalArgumentException {
        private final boolean tooLong;

        Unreadable(String message, boolean tooLong) {
            super(message);
            this.tooLong = tooLong;
        }

        /** Whether it is longer than {@link #MAX_QUERY}. */
        public boolean tooLong() {
            return tooLong;
        }
    }

    public Answers {
        byQuestion = Collections.unmodifiableMap(new LinkedHashMap<>(byQuestion));
    }

    /**
     * Reads a query string.
     *
     * @param query as it stands in the URL, still encoded; null for none
     * @param known which parameters are questions; the others but {@link #EVIDENCE} are passed over, and so are
     *     empty values
     * @throws Unreadable if it is too long, wrongly encoded, or answers a question twice
     */
    public static Answers parse(String query, Predicate<String> known) {
        if (query == null) {
            return NONE;
        }
        int evidence = evidenceLength(query);
        if (evidence > MAX_EVIDENCE) {
            throw new Unreadable(
                    "The evidence in the address is too long: it has %,d characters, and we read at most %,d. Paste the evidence again; what we make of it is shorter."
                            .formatted(evidence, MAX_EVIDENCE),
                    true);
        }
        int length = CARRIED.matcher(query).replaceFirst("").length();
        if (length > MAX_QUERY) {
            throw new Unreadable(
                    "The address is too long: it has %,d characters of answers after the question mark, and we read at most %,d."
                            .formatted(length, MAX_QUERY),
                    true);
        }
        Answers answers = parseForm(query, known);
        answers.byQuestion().forEach(Answers::refuseControls);
        return answers;
    }

    private static int evidenceLength(String query) {
        for (String pair : query.split("&")) {
            if (pair.startsWith(EVIDENCE + "=")) {
                return pair.length() - EVIDENCE.length() - 1;
            }
        }
        return 0;
    }

    /** Nobody types these, and no page can show them. */
    private static void refuseControls(String id, String answer) {
        answer.chars()
                .filter(c -> Character.isISOControl(c) && !Character.isWhitespace(c))
                .findFirst()
                .ifPresent(c -> {
                    throw new Unreadable(
                            "The answer to “%s” in the address holds a control character (U+%04X). Start again, or take it out."
                                    .formatted(id, c),
                            false);
                });
    }

    /** Reads a form of any length; otherwise as {@link #parse}. */
    static Answers parseForm(String form, Predicate<String> known) {
        var answers = new LinkedHashMap<String, String>();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            String id = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (!value.isBlank() && (known.test(id) || id.equals(EVIDENCE))) {
                String before = answers.put(id, value);
                if (before != null && !before.equals(value)) {
                    throw new Unreadable(
                            "The address answers “%s” twice: with “%s” and with “%s”."
                                    .formatted(id, Question.echo(before), Question.echo(value)),
                            false);
                }
            }
        }
        return new Answers(answers);
    }

    /** What was given for a question. */
    public Optional<String> to(String question) {
        return Optional.ofNullable(byQuestion.get(question));
    }

    /** The same with this answer, in the place of the old one or at the end. */
    public Answers with(String question, String answer) {
        var next = new LinkedHashMap<>(byQuestion);
        next.put(question, answer);
        return new Answers(next);
    }

    /** The same without the answer to this question. */
    public Answers without(String question) {
        var next = new LinkedHashMap<>(byQuestion);
        next.remove(question);
        return new Answers(next);
    }

    /** As a query string, encoded, without a question mark; empty for no answers. */
    public String query() {
        return byQuestion.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** {@code path?query}, or the path alone for no answers. */
    public String on(String path) {
        return byQuestion.isEmpty() ? path : path + "?" + query();
    }

    private static String encode(String text) {
        // A tilde needs no encoding (RFC 3986), and the code of evidence is full of them.
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%7E", "~");
    }

    private static String decode(String text) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.write(hex(text, i + 1) << 4 | hex(text, i + 2));
                i += 2;
            } else {
                int end = text.offsetByCodePoints(i, 1);
                String plain = c == '+' ? " " : text.substring(i, end);
                bytes.writeBytes(plain.getBytes(StandardCharsets.UTF_8));
                i = end - 1;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw damaged(text);
        }
    }

    private static int hex(String text, int at) {
        int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
        if (digit < 0) {
            throw damaged(text);
        }
        return digit;
    }

    private static Unreadable damaged(String text) {
        return new Unreadable("The address is damaged: “%s” is not readable.".formatted(Question.echo(text)), false);
    }
}
