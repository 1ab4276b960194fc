// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Something that goes wrong on a connection; give it to a {@link FaultProxy}. Immutable; one fault can be given often.
 * Faults that concern the stream work from the upgrade on, or at once if it is done, and can be combined; those before
 * the upgrade ({@code silentAccept}, {@code resetOnAccept}, {@code silentUpgrade}, {@code http}, {@code wrongAccept},
 * {@code truncatedUpgrade}), and those of HTTP calls, can only be planned.
 */
public final class Fault {
    /** When a fault begins. */
    enum Stage {
        ACCEPT, REQUEST, ANSWER, REPLY, STREAM
    }

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    private final String name;
    private final Stage stage;
    private final Consumer<Relay> action;

    private Fault(String name, Stage stage, Consumer<Relay> action) {
        this.name = name;
        this.stage = stage;
        this.action = action;
    }

    private static Fault stream(String name, Consumer<Relay> action) {
        return new Fault(name, Stage.STREAM, action);
    }

    // --- before the upgrade -------------------------------------------------------------------------------------

    /** TCP connects, and never a byte comes: a stalled TLS handshake, or a stalled gateway. */
    public static Fault silentAccept() {
        return new Fault("silentAccept", Stage.ACCEPT, Relay::takeOver);
    }

    /** TCP connects and is reset. */
    public static Fault resetOnAccept() {
        return new Fault("resetOnAccept", Stage.ACCEPT, Relay::reset);
    }

    /** The request is read and never answered; the gateway does not see it. */
    public static Fault silentUpgrade() {
        return new Fault("silentUpgrade", Stage.REQUEST, Relay::takeOver);
    }

    /**
     * An answer instead of the upgrade; the gateway does not see the request.
     *
     * @param status such as 401, 403, 404, 407, 429, 502 or 503
     * @param headers whole lines, such as {@code Retry-After: 3}
     */
    public static Fault http(int status, String... headers) {
        List<String> lines = List.of(headers);
        return new Fault("http " + status, Stage.REQUEST, relay -> relay.answer(Relay.httpAnswer(status, lines)));
    }

    /** A 101 whose {@code Sec-WebSocket-Accept} does not belong to the request. */
    public static Fault wrongAccept() {
        return new Fault("wrongAccept", Stage.ANSWER,
                relay -> relay.changeAnswer("Sec-WebSocket-Accept", "d3JvbmcgYWNjZXB0IGhlcmU="));
    }

    /** The gateway's 101, cut after some bytes of its head; at the latest before the last byte. */
    public static Fault truncatedUpgrade(int bytes, Ending ending) {
        return new Fault("truncatedUpgrade " + bytes + " " + ending, Stage.ANSWER,
                relay -> relay.cutAnswer(bytes, ending));
    }

    // --- calls by HTTP ------------------------------------------------------------------------------------------
    // silentAccept, resetOnAccept, silentUpgrade and http work for them as well: the gateway sees nothing.

    /** RST as soon as the request's head has come; the gateway does not see it. */
    public static Fault resetInRequest() {
        return new Fault("resetInRequest", Stage.REQUEST, Relay::reset);
    }

    /** The gateway answers, and no byte of that arrives: RST, or FIN. */
    public static Fault lostReply(Ending ending) {
        return cutReply(0, ending);
    }

    /** The gateway answers, and the client waits for it until it gives up. */
    public static Fault silentReply() {
        return new Fault("silentReply", Stage.REPLY, Relay::takeOver);
    }

    /** The gateway's answer, cut after some bytes of its head and body; at the latest before the last byte. */
    public static Fault cutReply(int bytes, Ending ending) {
        return new Fault("cutReply " + bytes + " " + ending, Stage.REPLY, relay -> relay.cutReply(bytes, ending));
    }

    /** The gateway answers, and the client gets these bytes in place of that, and then FIN. */
    public static Fault otherReply(String name, byte[] bytes) {
        byte[] copy = bytes.clone();
        return new Fault("otherReply " + name, Stage.REPLY, relay -> relay.answer(copy));
    }

    /** The gateway's answer, later. */
    public static Fault lateReply(Duration delay) {
        return new Fault("lateReply " + delay, Stage.REPLY, relay -> relay.delayReply(delay));
    }

    // --- the line falls silent, slows down or breaks ------------------------------------------------------------

    /**
     * Bytes vanish, and so do FIN and RST. After {@link FaultProxy#heal()} messages pass again from the next whole one
     * on; if the hole has torn a message apart, bytes of that connection go on vanishing.
     */
    public static Fault blackHole(Way way) {
        return stream("blackHole " + way, relay -> relay.leg(way).swallow());
    }

    /** Both ways. */
    public static Fault blackHole() {
        return stream("blackHole", relay -> {
            relay.leg(Way.TO_SERVER).swallow();
            relay.leg(Way.TO_CLIENT).swallow();
        });
    }

    /**
     * The proxy neither reads nor writes this way: the buffers of the kernel fill, then the sender cannot write. As if
     * the cable were out for a while: after {@link FaultProxy#heal()} all goes on, and nothing is lost.
     */
    public static Fault stopReading(Way way) {
        return stream("stopReading " + way, relay -> relay.leg(way).stop());
    }

    /** At most so many bytes at a time. */
    public static Fault drip(Way way, int bytes, Duration every) {
        return stream("drip " + way + " " + bytes + " B every " + every, relay -> relay.leg(way).drip(bytes, every));
    }

    /** Every chunk is late by something between zero and {@code most}; the order stays. */
    public static Fault jitter(Way way, Duration most, long seed) {
        return stream("jitter " + way + " " + most, relay -> relay.leg(way).jitter(most, seed));
    }

    /** RST to both sides. */
    public static Fault reset() {
        return stream("reset", Relay::reset);
    }

    /** FIN to both sides, without a close frame: the client sees 1006. What it still sends is dropped. */
    public static Fault fin() {
        return stream("fin", Relay::end);
    }

    /** FIN to the client only; what it sends reaches the gateway, what the gateway sends is dropped. */
    public static Fault halfClose() {
        return stream("halfClose", relay -> relay.leg(Way.TO_CLIENT).finish());
    }

    /**
     * Breaks the connection after so many more bytes of the stream, in the middle of a frame if it comes so. The other
     * direction breaks with it.
     *
     * @param bytes 0 for at once
     */
    public static Fault cutAfter(Way way, long bytes, Ending ending) {
        return stream("cutAfter " + way + " " + bytes + " B " + ending,
                relay -> relay.leg(way).cutAfter(bytes, ending));
    }

    // --- the gateway ends the conversation ----------------------------------------------------------------------

    /**
     * A close frame to the client; FIN when it has replied, or after 2 s. To the gateway: FIN.
     *
     * @param code any, also one that must not be sent
     * @param reason at most 123 bytes in UTF-8, may be empty
     */
    public static Fault close(int code, String reason) {
        return stream("close " + code, relay -> relay.closeWith(Frames.close(code, reason)));
    }

    /** As {@link #close(int, String)}, but the close frame is empty: the client sees 1005. */
    public static Fault closeWithoutCode() {
        return stream("closeWithoutCode",
                relay -> relay.closeWith(Frames.of(Frames.FINAL | Frames.CLOSE, new byte[0])));
    }

    // --- the gateway's text frames come otherwise ---------------------------------------------------------------

    /**
     * Every text in so many fragments, cut also inside a character.
     *
     * @param pings whether a ping comes between them
     */
    public static Fault fragmented(int pieces, boolean pings) {
        return rewrite("fragmented " + pieces, () -> Rewrite.fragmented(pieces, pings), null);
    }

    /** Every text so many times. */
    public static Fault repeated(int times) {
        return rewrite("repeated " + times, () -> Rewrite.repeated(times), null);
    }

    /**
     * Texts in another order.
     *
     * @param window how many are held back until they are ordered
     * @param patience an incomplete window is let go so long after a text came
     * @param order the texts in the order of arrival to the texts as they are to be delivered; may leave some out.
     *        Runs on the proxy's thread; if it throws, the proxy breaks down.
     */
    public static Fault reordered(int window, Duration patience, UnaryOperator<List<String>> order) {
        return rewrite("reordered " + window, () -> Rewrite.reordered(window, order), patience);
    }

    /** Before every text a binary frame, a text that is no JSON, and JSON that is no object. */
    public static Fault noise() {
        return rewrite("noise", Rewrite::noise, null);
    }

    private static Fault rewrite(String name, Supplier<Rewrite> rewrite, Duration patience) {
        return stream(name, relay -> relay.leg(Way.TO_CLIENT).rewrite(rewrite.get(), patience));
    }

    // --- things the gateway never said --------------------------------------------------------------------------

    /** Bytes to the client as they are, between two messages. */
    public static Fault inject(String name, byte[] bytes) {
        byte[] copy = bytes.clone();
        return stream("inject " + name, relay -> relay.leg(Way.TO_CLIENT).inject(copy));
    }

    /** A text of its own. */
    public static Fault text(String text) {
        return inject("text", Frames.text(text));
    }

    /** A text frame with all reserved bits set. */
    public static Fault reservedBits() {
        return inject("reservedBits", Frames.of(0xF0 | Frames.TEXT, new byte[] { 'r' }));
    }

    /** A text frame with a mask, which no server may send. */
    public static Fault maskedFrame() {
        return inject("maskedFrame", new byte[] { (byte) (Frames.FINAL | Frames.TEXT), (byte) 0x81, 1, 2, 3, 4, 'm' });
    }

    /** Bytes that have nothing to do with a WebSocket; the first one is no start of a frame. */
    public static Fault garbage(int bytes, long seed) {
        byte[] made = new byte[bytes];
        new Random(seed).nextBytes(made);
        made[0] = (byte) 0xFF;
        return inject("garbage " + bytes, made);
    }

    /** A text of so many letters. */
    public static Fault oversized(int bytes) {
        return stream("oversized " + bytes, relay -> {
            byte[] letters = new byte[bytes];
            for (int i = 0; i < bytes; i++) {
                letters[i] = (byte) LETTERS.charAt(i % LETTERS.length());
            }
            relay.leg(Way.TO_CLIENT).inject(Frames.of(Frames.FINAL | Frames.TEXT, letters));
        });
    }

    // --- later --------------------------------------------------------------------------------------------------

    /** This fault, but so long after it would have begun. Only for faults that concern the stream. */
    public Fault after(Duration delay) {
        requireStream();
        return stream(name + " after " + delay, relay -> relay.later(delay, () -> action.accept(relay)));
    }

    /** This fault, but after so many more frames have passed one way. Only for faults that concern the stream. */
    public Fault afterFrames(Way way, int frames) {
        requireStream();
        return stream(name + " after " + frames + " frames " + way,
                relay -> relay.leg(way).afterFrames(frames, () -> action.accept(relay)));
    }

    /** @throws IllegalArgumentException if this works before the upgrade */
    void requireStream() {
        if (stage != Stage.STREAM) {
            throw new IllegalArgumentException(this + " can only be planned for a connection to come");
        }
    }

    Stage stage() {
        return stage;
    }

    void applyTo(Relay relay) {
        action.accept(relay);
    }

    /** What it does, without any text that it sends. */
    @Override
    public String toString() {
        return name;
    }
}
