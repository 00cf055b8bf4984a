package tlsready.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What reached a TLS port without being TLS, told by its first bytes. */
public enum PlainProtocol {
    /** HTTP without TLS: somebody wrote http:// for https://. */
    PLAIN_HTTP(
            "GET ",
            "HEAD ",
            "POST ",
            "PUT ",
            "DELETE ",
            "OPTIONS ",
            "CONNECT ",
            "TRACE ",
            "PATCH ",
            "PRI * HTTP/2.0",
            "PROPFIND "),
    /** A load balancer that announces its client (PROXY protocol, version 1 or 2). */
    PROXY_PROTOCOL("PROXY ", "\r\n\r\n\0\r\nQUIT\n"),
    SSH("SSH-"),
    /** A mail client that speaks first. */
    SMTP("EHLO ", "HELO ", "ehlo ", "helo "),
    /** A client that takes this port for a SOCKS proxy, version 4 or 5 (RFC 1928). */
    SOCKS("\u0004\u0001", "\u0004\u0002", "\u0005\u0001", "\u0005\u0002", "\u0005\u0003"),
    /** Remote Desktop, which begins with a TPKT header (RFC 1006). */
    RDP("\u0003\0\0"),
    /** None of these, and not TLS. */
    GARBAGE;

    private final List<byte[]> beginnings = new ArrayList<>();

    PlainProtocol(String... beginnings) {
        for (String beginning : beginnings) {
            this.beginnings.add(beginning.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Whether these first bytes are a whole beginning of this protocol. */
    boolean begins(byte[] wire, int size) {
        return beginnings.stream().anyMatch(beginning -> size >= beginning.length && agree(beginning, wire, size));
    }

    /** Whether these first bytes, as many as there are, may become a beginning of this protocol. */
    boolean mayBegin(byte[] wire, int size) {
        return beginnings.stream().anyMatch(beginning -> agree(beginning, wire, size));
    }

    private static boolean agree(byte[] beginning, byte[] wire, int size) {
        for (int i = 0; i < Math.min(beginning.length, size); i++) {
            if (beginning[i] != wire[i]) {
                return false;
            }
        }
        return true;
    }
}
