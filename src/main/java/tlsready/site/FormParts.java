package tlsready.site;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form as a browser sends it with {@code multipart/form-data}, read in memory: no byte of it touches a disk.
 *
 * @param parts content by the name of the field; of fields with one name the first
 */
record FormParts(Map<String, byte[]> parts) {
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))");
    private static final Pattern NAME = Pattern.compile("(?i);\\s*name=\"([^\"\\r\\n]{0,80})\"");
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final int MOST_PARTS = 8;

    /** The parts of a form; nothing if it is none, or ends in its middle. */
    static Optional<FormParts> read(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (!boundary.find()) {
            return Optional.empty();
        }
        String fence = "\r\n--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
        String text = "\r\n" + new String(body, StandardCharsets.ISO_8859_1);
        var parts = new LinkedHashMap<String, byte[]>();
        int at = text.indexOf(fence);
        while (at >= 0 && parts.size() < MOST_PARTS) {
            int start = at + fence.length();
            if (text.startsWith("--", start)) {
                return Optional.of(new FormParts(parts));
            }
            int head = text.indexOf(END_OF_HEAD, start);
            int next = text.indexOf(fence, start);
            if (head < 0 || next < 0 || next < head) {
                return Optional.empty();
            }
            Matcher name = NAME.matcher(text.substring(start, head));
            if (name.find()) {
                String content = text.substring(Math.min(next, head + END_OF_HEAD.length()), next);
                parts.putIfAbsent(name.group(1), content.getBytes(StandardCharsets.ISO_8859_1));
            }
            at = next;
        }
        return Optional.empty();
    }

    /** The content of a field as it was uploaded; empty if there is none. */
    byte[] bytes(String field) {
        return parts.getOrDefault(field, new byte[0]);
    }

    /** The content of a field of a page in UTF-8. */
    String text(String field) {
        return new String(bytes(field), StandardCharsets.UTF_8);
    }
}
