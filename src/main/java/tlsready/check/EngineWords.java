package tlsready.check;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tlsready.tls.Alert;
import tlsready.tls.AlertDescription;

/**
 * Finds the client's alert in what an engine says when a handshake fails: where the alert came encrypted, only the
 * engine has read it.
 */
final class EngineWords {
    /** {@code Received fatal alert: unknown_ca}, as every JDK from 11 to 25 says it. */
    private static final Pattern JDK = Pattern.compile("Received fatal alert: ([a-z0-9_]+)");
    /**
     * {@code error:10000418:SSL routines:OPENSSL_internal:TLSV1_ALERT_UNKNOWN_CA}: library 16 is SSL, and its reasons
     * from 1000 on are alerts by number (BoringSSL, ssl.h: {@code SSL_AD_REASON_OFFSET}).
     */
    private static final Pattern BORINGSSL = Pattern.compile("error:10([0-9a-fA-F]{6}):");

    private static final int REASON = 0xFFF;
    private static final int FIRST_ALERT = 1000;
    private static final int LAST_ALERT = FIRST_ALERT + 255;

    private EngineWords() {}

    /** The alert that this failure, or what caused it, says the client sent. */
    static Optional<Alert> alertIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<Alert> alert = alertIn(String.valueOf(cause.getMessage()));
            if (alert.isPresent()) {
                return alert;
            }
        }
        return Optional.empty();
    }

    private static Optional<Alert> alertIn(String words) {
        Matcher jdk = JDK.matcher(words);
        if (jdk.find()) {
            return AlertDescription.named(jdk.group(1)).map(description -> new Alert(Alert.FATAL, description));
        }
        Matcher boringssl = BORINGSSL.matcher(words);
        if (boringssl.find()) {
            int reason = Integer.parseInt(boringssl.group(1), 16) & REASON;
            if (reason >= FIRST_ALERT && reason <= LAST_ALERT) {
                return Optional.of(Alert.of(Alert.FATAL, reason - FIRST_ALERT));
            }
        }
        return Optional.empty();
    }
}
