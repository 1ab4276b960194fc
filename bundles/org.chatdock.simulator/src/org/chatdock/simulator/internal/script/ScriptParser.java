// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.script;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.chatdock.simulator.Customer;
import org.chatdock.simulator.Script;
import org.chatdock.simulator.ScriptException;
import org.chatdock.simulator.ScriptId;
import org.chatdock.simulator.Sender;

/**
 * Reads the script format: UTF-8 text, line by line, indentation and blank lines without meaning, {@code #} begins a
 * comment line. The first line that says anything is {@code chatdock-script 1}. Then:
 *
 * <pre>{@code
 * agent lily 客服莉莉              a colleague: user id (without the corp) and name
 * customer wm1001 王芳            opens a customer's conversation; #42 instead of wm1001: a JSON number
 * @-1h58m > 你好                  a message at a time from the start of play, negative for the past
 * +40s < [OPTIONS] {JSON} text    a message so long after the one before it in this conversation
 * | more text                     continues the text of the line before on a new line
 * reply +4s > text                what comes after the agent's first (second, ...) message to this customer
 * then +2s > text                 goes on with the same reply
 * closing +3s > text              comes once, when the replies have run out
 * }</pre>
 *
 * <b>Senders</b>: {@code >} the customer, {@code <} the signed-in agent (from another device), {@code <lily} a
 * colleague, {@code !} the system.
 * <p>
 * <b>Times</b> are sums of hours, minutes, seconds and milliseconds: {@code 1h5m}, {@code 40s}, {@code 1.5s},
 * {@code 200ms}, {@code 0}. The first message of a conversation needs an {@code @} time. A conversation may be taken
 * up again by {@code customer wm1001} and goes on where it was.
 * <p>
 * <b>Options</b>, separated by spaces: a word is the message type (none: {@code text}); {@code id=x} or
 * {@code id=#123} the message id, as string or JSON number (none: made from the script's name); {@code late=10m}
 * delivers it so much later than it says; {@code again=30s,2m} delivers it again, so long after its first delivery;
 * {@code time=seconds|millis|text|lower|none} how the frame says its time; {@code pic=}, {@code file=} (a name of the
 * shipped media, or an address) and {@code media=} fill {@code KfPicUrl}, {@code KfFileUrl}, {@code MediaId}.
 * <p>
 * <b>JSON</b> is an object whose fields go into the frame as they are and win over the simulator's own.
 * {@code ${media}} in it and in the text becomes the gateway's media address. Text that begins with {@code [},
 * <code>{</code> or a backslash is written with a backslash before it.
 * <p>
 * One parser for one script, one thread.
 */
public final class ScriptParser {

    private static final String HEADER = "chatdock-script";
    private static final Set<String> ANSWERS = Set.of("reply", "then", "closing");

    private final String source;
    private final Map<String, String> colleagues = new HashMap<>();
    private final Map<String, ConversationDraft> conversations = new LinkedHashMap<>();
    private final ScriptDraft script;
    private ConversationDraft current;
    private Draft open;

    private ScriptParser(String source) {
        this.source = source;
        this.script = new ScriptDraft(source);
    }

    /**
     * Parses a text.
     *
     * @param source in errors, and the script's name
     * @throws ScriptException with the line and what to do
     */
    public static Script parse(String source, String text) throws ScriptException {
        return new ScriptParser(source).parseLines(text);
    }

    private Script parseLines(String text) throws ScriptException {
        int number = 0;
        boolean headed = false;
        // A byte order mark is what Windows editors add; it is no character of the first line.
        for (String raw : text.replaceFirst("^\uFEFF", "").split("\\R", -1)) {
            LineCursor line = new LineCursor(source, ++number, raw);
            if (line.atEnd() || line.at("#")) {
                continue;
            }
            if (!headed) {
                header(line);
                headed = true;
            } else {
                statement(line);
            }
        }
        if (!headed) {
            throw new ScriptException(source, 0, "the script is empty: begin it with '" + HEADER + " 1'");
        }
        return script.finish(conversations.values());
    }

    private static void header(LineCursor line) throws ScriptException {
        if (!line.word().equals(HEADER) || !line.word().equals("1") || !line.atEnd()) {
            throw line.error("this is no script: its first line must be '" + HEADER + " 1'");
        }
    }

    private void statement(LineCursor line) throws ScriptException {
        if (line.at("|")) {
            continuation(line);
            return;
        }
        open = null;
        String word = line.word();
        if (word.equals("customer")) {
            customer(line);
        } else if (word.equals("agent")) {
            agent(line);
        } else if (ANSWERS.contains(word)) {
            answer(word, line);
        } else if (word.startsWith("@") || word.startsWith("+")) {
            message(word, line);
        } else {
            throw line.error("'" + word + "' begins no line: there are customer, agent, @TIME, +PAUSE, reply, then, "
                    + "closing, | and #");
        }
    }

    private void continuation(LineCursor line) throws ScriptException {
        if (open == null) {
            throw line.error("'|' continues the text of a message: put it right below one");
        }
        String text = line.text().substring(1);
        open.add(text.startsWith(" ") ? text.substring(1) : text);
    }

    private void customer(LineCursor line) throws ScriptException {
        String written = line.word();
        String name = line.text();
        if (written.isEmpty()) {
            throw line.error("a customer needs an id and a name: write customer wm1001 王芳");
        }
        ScriptId id = idOf(written, line);
        current = conversations.get(id.text());
        if (current == null && name.isEmpty()) {
            throw line.error("customer " + id.text() + " is new and needs a name: write customer " + written + " NAME");
        }
        if (current == null) {
            current = new ConversationDraft(new Customer(id, name));
            conversations.put(id.text(), current);
        } else if (!name.isEmpty()) {
            throw line.error("customer " + id.text() + " has been named already: leave the name out to go on with "
                    + "this conversation");
        }
    }

    private static ScriptId idOf(String written, LineCursor line) throws ScriptException {
        try {
            return ScriptId.of(written);
        } catch (IllegalArgumentException e) {
            throw line.error(e.getMessage() + ": write a name, or #123 for a JSON number");
        }
    }

    private void agent(LineCursor line) throws ScriptException {
        String user = line.word();
        if (user.isEmpty() || line.atEnd()) {
            throw line.error("an agent needs a user id and a name: write agent lily Lily");
        }
        colleagues.put(user, line.text());
    }

    private void message(String when, LineCursor line) throws ScriptException {
        needCustomer(line);
        Duration given = duration(when.substring(1), when, line);
        if (when.startsWith("+") && given.isNegative()) {
            throw line.error("a pause cannot be negative: write a time like @-1h5m instead");
        }
        Duration at = when.startsWith("@") ? given : current.clock(line).plus(given);
        open = draft(line);
        current.moveTo(at);
        script.message(current.customer(), at, open, line);
    }

    private void answer(String kind, LineCursor line) throws ScriptException {
        needCustomer(line);
        String pause = line.word();
        if (!pause.startsWith("+")) {
            throw line.error("'" + kind + "' needs a pause: write " + kind + " +4s > text");
        }
        Duration wait = duration(pause.substring(1), pause, line);
        if (wait.isNegative()) {
            throw line.error("a pause cannot be negative");
        }
        open = draft(line);
        if (open.options().hasDelivery()) {
            throw line.error("an answer cannot have id=, late= or again=: take them out");
        }
        current.answer(kind, wait, open, line);
    }

    private void needCustomer(LineCursor line) throws ScriptException {
        if (current == null) {
            throw line.error("whose conversation is this? Put a line 'customer ID NAME' above it");
        }
    }

    private Draft draft(LineCursor line) throws ScriptException {
        Sender sender = sender(line.word(), line);
        Options options = Options.take(line);
        Map<String, Object> fields = line.json();
        if (fields.containsKey("MsgId")) {
            throw line.error("MsgId cannot stand among the fields: write [id=...] before them");
        }
        Draft draft = new Draft(sender, options, fields, line.text());
        if (draft.isEmpty()) {
            throw line.error("the message says nothing: add a text, an option such as pic=, or fields");
        }
        return draft;
    }

    private Sender sender(String word, LineCursor line) throws ScriptException {
        return switch (word) {
            case ">" -> new Sender.User();
            case "<" -> new Sender.SameAgent();
            case "!" -> new Sender.Notice();
            default -> colleague(word, line);
        };
    }

    private Sender colleague(String word, LineCursor line) throws ScriptException {
        if (!word.startsWith("<")) {
            throw line.error("'" + word + "' is no sender: write > (customer), < (agent), <name (colleague) or ! "
                    + "(system), then a space");
        }
        String user = word.substring(1);
        return new Sender.Colleague(user, Optional.ofNullable(colleagues.get(user)).orElseThrow(
                () -> line.error("agent '" + user + "' is unknown: put a line 'agent " + user + " NAME' above it")));
    }

    private static Duration duration(String text, String written, LineCursor line) throws ScriptException {
        return WrittenDuration.parse(text).orElseThrow(
                () -> line.error("unknown time '" + written + "': write it like +40s, +1m30s, @-1h5m or @0"));
    }
}
