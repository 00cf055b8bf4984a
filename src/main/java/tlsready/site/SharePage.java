package tlsready.site;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import tlsready.cases.Ticket;

/**
 * A page with all the ways to share it, nothing left to decide.
 *
 * @param target the page
 * @param title what it says, in one line
 * @param shows what whoever has the link sees
 * @param trouble why there is no short link; empty if there is one
 * @param link the short link, else the long one
 * @param brief whether there is a short one
 * @param longLink the page with its edition
 * @param kept how long a short link is kept, in words
 * @param qr the picture of the link, SVG; nothing if the link is too long
 * @param mailto an e-mail to nobody yet
 * @param plain the text for a ticket
 * @param markdown the same
 */
record SharePage(
        String target,
        String title,
        String shows,
        String trouble,
        String link,
        boolean brief,
        String longLink,
        String kept,
        Optional<String> qr,
        String mailto,
        String plain,
        String plainAddress,
        String markdown,
        String markdownAddress) {
    /**
     * @param shortLink the short link, or nothing
     * @param trouble why there is none
     */
    static SharePage of(SharePages.Page page, Optional<String> shortLink, String trouble, Duration kept) {
        String link = shortLink.orElse(page.ticket().permalink());
        return new SharePage(
                page.address(),
                page.ticket().verdict(),
                page.shows(),
                trouble,
                link,
                shortLink.isPresent(),
                page.ticket().permalink(),
                kept.toDays() + " days",
                QrSvg.of(link),
                mailto(page.ticket(), link),
                page.ticket().plain(),
                page.text("txt"),
                page.ticket().markdown(),
                page.text("md"));
    }

    /** Mail programs take some two thousand characters, so the text stays out. */
    private static String mailto(Ticket ticket, String link) {
        return "mailto:?subject=" + encode("TLS Ready: " + ticket.verdict()) + "&body="
                + encode(ticket.verdict() + "\r\n\r\n" + link + "\r\n");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
