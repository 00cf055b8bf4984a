package tlsready.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import tlsready.tls.Bytes;

/**
 * The one HTTP answer on a check connection, ready to be written; the server adds nothing but the version.
 *
 * @param status {@code 200}
 * @param reason the reason phrase, which old programs print
 * @param headers in their order, Content-Length and Connection included
 * @param body empty for an answer to HEAD
 */
public record Answer(int status, String reason, Map<String, String> headers, Bytes body) {
    public Answer {
        Objects.requireNonNull(reason);
        Objects.requireNonNull(body);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
}
