package tlsready.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Two visits, an earlier and a later one, compared: first in words, then list by list.
 *
 * @param words what changed, the most important first; at least one sentence
 * @param lists what was added to each list of the hello and what is gone
 */
public record HelloComparison(List<String> words, List<Change> lists) {
    /** A list of the hello that is not the same in both. */
    public record Change(String name, List<String> added, List<String> gone) {}

    /** The one list whose order says nothing (RFC 8446 section 4.2): browsers shuffle it on purpose. */
    private static final String ANY_ORDER = "Extensions";

    private static final Map<String, Function<Offer, List<String>>> LISTS = listsOfHellos();

    public HelloComparison {
        words = List.copyOf(words);
        lists = List.copyOf(lists);
    }

    /** What is different in the later one. */
    public static HelloComparison of(Assessment before, Assessment after) {
        var words = new ArrayList<String>();
        if (!before.stack().isKnown() || !after.stack().isKnown()) {
            words.add("Whose TLS this was could not be told of both, so it may have been two different programs.");
        } else if (!before.stack().id().equals(after.stack().id())
                && !before.stack().family().equals(after.stack().family())) {
            words.add("These are two different TLS stacks (" + before.stack().name() + "; "
                    + after.stack().name() + "): what differs between them says nothing about a change you made.");
        }
        if (!before.endpoint().id().equals(after.endpoint().id())) {
            words.add("They called two different endpoints: "
                    + before.endpoint().name() + ", then " + after.endpoint().name() + ".");
        }
        words.add(
                before.verdict() == after.verdict()
                        ? "The verdict is the same: " + after.verdict().token() + "."
                        : "The verdict was " + before.verdict().token() + " and is now "
                                + after.verdict().token() + ".");
        Optional<String> was = before.offered().flatMap(Offer::highest);
        Optional<String> is = after.offered().flatMap(Offer::highest);
        if (was.isPresent() && is.isPresent()) {
            words.add(
                    was.equals(is)
                            ? "The highest version offered is still " + is.get() + "."
                            : "The highest version offered was " + was.get() + " and is now " + is.get() + ".");
        }
        List<Change> lists = new ArrayList<>();
        if (before.offered().isPresent() && after.offered().isPresent()) {
            versions(before.offered().get().versions(), after.offered().get().versions())
                    .ifPresent(lists::add);
            LISTS.forEach((name, list) -> change(
                            name,
                            list.apply(before.offered().get()),
                            list.apply(after.offered().get()))
                    .ifPresent(lists::add));
            words.addAll(sentences(before.offered().get(), after.offered().get(), lists));
        } else {
            words.add("One of the two had no hello that could be read, so there is no more to compare.");
        }
        return new HelloComparison(words, lists);
    }

    private static List<String> sentences(Offer before, Offer after, List<Change> lists) {
        var words = new ArrayList<String>();
        for (Change change : lists) {
            if (change.name().equals("Cipher suites")) {
                words.add(counted(change.added(), "cipher suite") + " came, " + counted(change.gone(), "cipher suite")
                        + " went.");
            }
        }
        LISTS.forEach((name, list) -> {
            if (!name.equals(ANY_ORDER) && isReordered(list.apply(before), list.apply(after))) {
                words.add(name + " that both offer stand in another order.");
            }
        });
        if (lists.isEmpty() && words.isEmpty()) {
            words.add("Both hellos offer the same.");
        }
        return words;
    }

    private static boolean isReordered(List<String> before, List<String> after) {
        return !before.stream()
                .filter(after::contains)
                .toList()
                .equals(after.stream().filter(before::contains).toList());
    }

    private static String counted(List<String> things, String name) {
        return things.size() == 1 ? "1 " + name : things.size() + " " + name + "s";
    }

    /** Nothing where one of them has no such list: a hello that only names its highest version still offers those below. */
    private static Optional<Change> versions(List<String> before, List<String> after) {
        return before.isEmpty() || after.isEmpty() ? Optional.empty() : change("Versions", before, after);
    }

    private static Optional<Change> change(String name, List<String> before, List<String> after) {
        List<String> added = after.stream().filter(one -> !before.contains(one)).toList();
        List<String> gone = before.stream().filter(one -> !after.contains(one)).toList();
        return added.isEmpty() && gone.isEmpty() ? Optional.empty() : Optional.of(new Change(name, added, gone));
    }

    private static Map<String, Function<Offer, List<String>>> listsOfHellos() {
        var lists = new LinkedHashMap<String, Function<Offer, List<String>>>();
        lists.put("Cipher suites", Offer::suites);
        lists.put("Groups", Offer::groups);
        lists.put("Ways to sign", Offer::signatureAlgorithms);
        lists.put(ANY_ORDER, Offer::extensions);
        lists.put("Application protocols", Offer::alpn);
        return lists;
    }
}
