// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.Note;
import org.chatdock.api.store.StoredMessage;

/**
 * A conversation for people, in one file that fetches nothing and runs nothing. It is well-formed XML as well, so that
 * whoever takes it apart needs no more than that.
 */
final class HtmlPage implements Sheet {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
            + "form-action 'none'";

    private final Writer out;
    private final Subject subject;
    private final Words words;
    private final ZoneId zone;
    private final HtmlTime times;
    private final HtmlMessage messages;
    /** Where notes point: the anchors of their messages. */
    private final Map<MessageId, String> anchors = new HashMap<>();
    /** Of the messages of {@link #anchors}, those that have been written. */
    private final Map<MessageId, Instant> written = new HashMap<>();
    private LocalDate day;

    HtmlPage(Writer out, Subject subject, Words words, ZoneId zone) {
        this.out = out;
        this.subject = subject;
        this.words = words;
        this.zone = zone;
        times = new HtmlTime(zone);
        messages = new HtmlMessage(words, times, name());
        for (Note note : subject.notes()) {
            if (note.message() != null) {
                anchors.putIfAbsent(note.message(), "message-" + (anchors.size() + 1));
            }
        }
    }

    private String name() {
        return subject.name().isEmpty() ? words.customer() : subject.name();
    }

    @Override
    public void begin() throws IOException {
        line("<!DOCTYPE html>");
        line("<html lang=\"" + words.language() + "\">");
        line("<head>");
        line("<meta charset=\"utf-8\"/>");
        line("<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\"/>");
        line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
        line("<meta name=\"color-scheme\" content=\"light dark\"/>");
        line("<meta name=\"referrer\" content=\"no-referrer\"/>");
        line("<title>" + words.html("title", HtmlText.escape(name())) + "</title>");
        line("<style>");
        out.write(style());
        line("</style>");
        line("</head>");
        line("<body>");
        head();
        line("<main>");
    }

    private static String style() throws IOException {
        try (InputStream in = HtmlPage.class.getResourceAsStream("page.css")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private void head() throws IOException {
        line("<header>");
        line("<h1>" + words.html("title", HtmlText.isolated(name())) + "</h1>");
        line("<dl>");
        if (subject.customer() != null && !subject.customer().detail().isBlank()) {
            fact("customer", HtmlText.isolated(subject.customer().detail()));
        }
        fact("customerId", HtmlText.isolated(subject.id().value()));
        if (!subject.tags().isEmpty()) {
            fact("tags", "<ul><li>" + String.join("</li> <li>",
                    subject.tags().stream().map(HtmlText::isolated).toList()) + "</li></ul>");
        }
        fact("exported", times.of(subject.time()));
        fact("zone", HtmlText.escape(zone.getId()));
        line("</dl>");
        line("</header>");
    }

    private void fact(String key, String html) throws IOException {
        line("<div><dt>" + words.html(key) + "</dt><dd>" + html + "</dd></div>");
    }

    @Override
    public void message(StoredMessage stored) throws IOException {
        Instant time = stored.message().time();
        LocalDate on = times.day(time);
        if (!on.equals(day)) {
            endDay();
            day = on;
            String date = DateTimeFormatter.ISO_LOCAL_DATE.format(on);
            line("<section>");
            line("<h2><time datetime=\"" + date + "\">" + date + "</time></h2>");
            line("<ol role=\"list\">");
        }
        String anchor = anchors.get(stored.message().id());
        if (anchor != null) {
            written.put(stored.message().id(), time);
        }
        messages.write(stored, anchor, out);
    }

    private void endDay() throws IOException {
        if (day != null) {
            line("</ol>");
            line("</section>");
        }
    }

    @Override
    public void end() throws IOException {
        endDay();
        if (day == null) {
            line("<p>" + words.html("empty") + "</p>");
        }
        if (!subject.notes().isEmpty()) {
            notes();
        }
        line("</main>");
        line("</body>");
        line("</html>");
    }

    private void notes() throws IOException {
        line("<section class=\"notes\" aria-labelledby=\"notes\">");
        line("<h2 id=\"notes\">" + words.html("notes") + "</h2>");
        line("<p>" + words.html("notesHint") + "</p>");
        line("<ol role=\"list\">");
        for (Note note : subject.notes()) {
            line("<li>");
            line("<p class=\"head\"><b>" + HtmlText.isolated(note.author()) + "</b> " + times.of(note.time())
                    + about(note) + "</p>");
            line("<div class=\"text\" dir=\"auto\" lang=\"\">" + HtmlText.escape(note.text()) + "</div>");
            line("</li>");
        }
        line("</ol>");
        line("</section>");
    }

    private String about(Note note) {
        if (note.message() == null) {
            return "";
        }
        Instant time = written.get(note.message());
        return time == null ? " <span class=\"mark\">" + words.html("about") + "</span>"
                : " <a href=\"#" + anchors.get(note.message()) + "\">" + words.html("about") + ", " + times.of(time)
                        + "</a>";
    }

    private void line(String html) throws IOException {
        out.write(html);
        out.write('\n');
    }
}
