// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.chatdock.api.connection.Connection;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.customer.CustomerDirectory;
import org.chatdock.api.customer.CustomerInFront;
import org.chatdock.api.dispatch.HandlerRegistry;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.Outbox;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.store.ConversationExport;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.CustomerCache;
import org.chatdock.api.store.DraftStore;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoreHealth;
import org.chatdock.api.store.StoreStatus;
import org.chatdock.api.store.StoredDraft;
import org.chatdock.ui.ChatDesk;
import org.chatdock.ui.ConversationView;
import org.chatdock.ui.DeskView;
import org.chatdock.ui.ExtensionsView;
import org.chatdock.ui.InboxView;
import org.chatdock.ui.internal.attach.Uploads;
import org.chatdock.ui.internal.guest.Contributions;
import org.chatdock.ui.internal.guest.Kind;
import org.chatdock.ui.internal.model.Capabilities;
import org.chatdock.ui.internal.model.CustomerKeeper;
import org.chatdock.ui.internal.model.CustomerNames;
import org.chatdock.ui.internal.model.Draft;
import org.chatdock.ui.internal.model.DraftBook;
import org.chatdock.ui.internal.model.DraftItem;
import org.chatdock.ui.internal.model.DraftKeeper;
import org.chatdock.ui.internal.model.Exporter;
import org.chatdock.ui.internal.model.InboxModel;
import org.chatdock.ui.internal.model.LineModel;
import org.chatdock.ui.internal.model.Meter;
import org.chatdock.ui.internal.model.OutboxModel;
import org.chatdock.ui.internal.model.OutgoingChecks;
import org.chatdock.ui.internal.model.StoreReader;
import org.chatdock.ui.internal.model.Times;
import org.chatdock.ui.internal.model.WrongCustomer;
import org.chatdock.ui.internal.quick.CustomerValues;
import org.chatdock.ui.internal.quick.Gap;
import org.chatdock.ui.internal.quick.QuickReplies;
import org.chatdock.ui.internal.quick.QuickReplyServices;
import org.chatdock.ui.internal.quick.Unresolved;
import org.chatdock.ui.internal.render.BuiltInRenderers;
import org.chatdock.ui.internal.render.PictureLoader;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.osgi.service.log.Logger;

/**
 * What the views share. Services come and go on any thread; the views take it from here on their tick. The UI thread is
 * known from the first view on: until then nothing needs it.
 */
public final class Desk implements ChatDesk {
    private final Executor workers;
    private final Clock clock;
    private final Times times;
    private final Contributions contributions;
    private final Renderers renderers;
    private final CustomerKeeper customers;
    private final CustomerNames names;
    private final StoreReader reader;
    private final DraftKeeper keeper;
    /** The drafts that were kept, until the views have taken them over. */
    private final AtomicReference<Map<ConversationId, StoredDraft>> kept = new AtomicReference<>();
    private final OutboxModel outgoing = new OutboxModel();
    private final WrongCustomer guard;
    private final Capabilities capabilities;
    private final DraftBook drafts;
    private final Uploads uploads;
    private final QuickReplies replies;
    private final CustomerValues values;
    private final Exporter exporter;
    private final LineModel line;
    private final Sections sections = new Sections();
    private final List<Member> members = new CopyOnWriteArrayList<>();
    private final List<Consumer<ConversationId>> listeners = new ArrayList<>();

    private volatile Display display;
    private volatile Connection connection;
    private volatile HandlerRegistry registry;
    private volatile StoreHealth health;
    private volatile boolean enterSends = true;
    private ConversationId current;
    /** Stays unread although it is shown, until the agent visits it anew, or answers. */
    private ConversationId heldUnread;

    /** A view as the desk knows it. Called on any thread, but where said. */
    interface Member {
        void storeChanged(StoreChange change);

        /** A service or setting has come, gone or changed. */
        void servicesChanged();

        /** Contributions of a kind have come, gone, or been released. */
        default void contributionsChanged(@SuppressWarnings("unused") Kind kind) {
        }

        /** The line, or the send call, does better or worse. */
        void lineChanged();

        /** What is not sent to these customers has changed, or how much may be sent. */
        default void outgoingChanged(@SuppressWarnings("unused") Set<ConversationId> conversations) {
        }

        /** A customer types or has read, or nobody can tell any more; null: it may be anybody. */
        default void signalled(@SuppressWarnings("unused") ConversationId conversation) {
        }

        /** There is another outbox, or none. */
        default void allOutgoingChanged() {
        }

        /** On the UI thread. */
        void currentChanged(ConversationId conversation);

        /** The agent wants a message, and what came after it, to count as unread; null: the newest. UI thread. */
        default void markedUnread(@SuppressWarnings("unused") ConversationId conversation,
                @SuppressWarnings("unused") MessageId from) {
        }

        /** The agent has decided about a conversation. On the UI thread. */
        default void stateSet(@SuppressWarnings("unused") ConversationId conversation,
                @SuppressWarnings("unused") ConversationState state) {
        }

        /** A message is in its draft again. On the UI thread. */
        default void takenBack(@SuppressWarnings("unused") ConversationId conversation) {
        }

        /** A conversation was handed over; {@code words} say to whom. On the UI thread. */
        default void transferred(@SuppressWarnings("unused") ConversationId conversation,
                @SuppressWarnings("unused") String words) {
        }

        /** A draft has changed. On the UI thread. */
        default void draftChanged() {
        }
    }

    /**
     * @param background one thread, for reading the store
     * @param workers a few threads, for fetching
     * @param strangers for filters; grows with those that hang
     * @param contributions used by this desk only
     * @param quick who has quick replies, and what they are filled with
     */
    public Desk(ScheduledExecutorService background, Executor workers, ExecutorService strangers,
            Contributions contributions, QuickReplyServices quick, Clock clock, Times times, Logger log) {
        this.workers = workers;
        this.clock = clock;
        this.times = times;
        this.contributions = contributions;
        renderers = new Renderers(contributions.renderers(), new BuiltInRenderers(new PictureLoader()));
        contributions.addListener(kind -> members.forEach(member -> member.contributionsChanged(kind)));
        customers = new CustomerKeeper((millis, task) -> later(background, millis, task), log);
        names = new CustomerNames(customers, log);
        reader = new StoreReader(background, this::onUi, log);
        keeper = new DraftKeeper((millis, task) -> later(background, millis, task), log);
        guard = new WrongCustomer(names, log);
        capabilities = new Capabilities(clock, who -> members.forEach(member -> member.signalled(who)), log);
        drafts = new DraftBook(this::onUi,
                new OutgoingChecks(contributions.filters(), workers, strangers, OutgoingChecks.LIMIT_MILLIS), guard,
                keeper);
        uploads = new Uploads(capabilities.upload(), drafts, this::onUi, this::draftChanged, this::draftEdited);
        replies = new QuickReplies(quick, workers, strangers, QuickReplies.LIMIT_MILLIS, log);
        values = new CustomerValues(quick, names, log);
        exporter = new Exporter(workers, this::onUi, log);
        line = new LineModel(clock.getZone());
    }

    // ---- services; any thread

    public void setStore(ConversationStore store) {
        reader.setStore(store);
        members.forEach(Member::servicesChanged);
    }

    public void unsetStore(ConversationStore store) {
        reader.unsetStore(store);
        members.forEach(Member::servicesChanged);
    }

    public void setDraftStore(DraftStore store) {
        keeper.setStore(store, drafts -> {
            kept.set(drafts);
            restoreDrafts();
        });
    }

    public void unsetDraftStore(DraftStore store) {
        keeper.unsetStore(store);
    }

    public void setExport(ConversationExport export) {
        exporter.setService(export);
    }

    public void unsetExport(ConversationExport export) {
        exporter.unsetService(export);
    }

    public void setHealth(StoreHealth health) {
        this.health = health;
        storeStatusChanged();
    }

    public void unsetHealth(StoreHealth gone) {
        if (health == gone) {
            health = null;
            storeStatusChanged();
        }
    }

    /** The store's status is another one. */
    public void storeStatusChanged() {
        members.forEach(Member::servicesChanged);
    }

    public void setCustomerCache(CustomerCache cache) {
        customers.setCache(cache, kept -> {
            names.restore(kept);
            members.forEach(Member::servicesChanged);
        });
    }

    public void unsetCustomerCache(CustomerCache cache) {
        customers.unsetCache(cache);
    }

    public void setOutbox(Outbox outbox) {
        outgoing.set(outbox);
        allOutgoingChanged();
    }

    public void unsetOutbox(Outbox gone) {
        outgoing.unset(gone);
        allOutgoingChanged();
    }

    /** Entries or allowances have changed. */
    public void outboxChanged(Set<ConversationId> conversations) {
        outgoing.changed();
        members.forEach(member -> member.outgoingChanged(conversations));
    }

    /** The send call does better or worse, or there is another outbox. */
    public void sendHealthChanged() {
        members.forEach(Member::lineChanged);
    }

    private void allOutgoingChanged() {
        members.forEach(Member::allOutgoingChanged);
        sendHealthChanged();
    }

    public void setInFront(CustomerInFront inFront) {
        guard.setService(inFront);
    }

    public void unsetInFront(CustomerInFront gone) {
        guard.unsetService(gone);
    }

    public void setConnection(Connection connection) {
        this.connection = connection;
        lineChanged(connection.status());
    }

    public void unsetConnection(Connection gone) {
        if (connection == gone) {
            connection = null;
            lineChanged(null);
        }
    }

    public void setRegistry(HandlerRegistry registry) {
        this.registry = registry;
    }

    public void unsetRegistry(HandlerRegistry gone) {
        if (registry == gone) {
            registry = null;
        }
    }

    public void setDirectory(CustomerDirectory directory) {
        names.setDirectory(directory);
        members.forEach(Member::servicesChanged);
    }

    public void unsetDirectory(CustomerDirectory directory) {
        names.unsetDirectory(directory);
        members.forEach(Member::servicesChanged);
    }

    public void setEnterSends(boolean enterSends) {
        this.enterSends = enterSends;
        members.forEach(Member::servicesChanged);
    }

    public void storeChanged(StoreChange change) {
        members.forEach(member -> member.storeChanged(change));
    }

    public void lineChanged(ConnectionStatus status) {
        line.update(status, clock.instant());
        members.forEach(Member::lineChanged);
    }

    // ---- ChatDesk; UI thread

    @Override
    public InboxView createInbox(Composite parent) {
        use(parent.getDisplay());
        return new InboxControl(parent, this);
    }

    @Override
    public ConversationView createConversation(Composite parent) {
        use(parent.getDisplay());
        return new ConversationControl(parent, this);
    }

    @Override
    public DeskView createLine(Composite parent) {
        use(parent.getDisplay());
        return new LineStrip(parent, this);
    }

    @Override
    public ExtensionsView createExtensions(Composite parent) {
        use(parent.getDisplay());
        return new ExtensionsControl(parent, this);
    }

    @Override
    public Optional<ConversationId> current() {
        return Optional.ofNullable(current);
    }

    @Override
    public void open(ConversationId conversation) {
        if (!conversation.equals(current)) {
            current = conversation;
            heldUnread = null;
            members.forEach(member -> member.currentChanged(conversation));
            List.copyOf(listeners).forEach(listener -> listener.accept(conversation));
        }
    }

    @Override
    public void openNext() {
        ConversationId from = current;
        reader.read(ConversationStore::conversations, rows -> {
            ConversationId next = InboxModel.next(rows, from);
            if (next != null) {
                open(next);
            }
        }, () -> {
            // Without a store there is nothing to open, and the views say so.
        });
    }

    @Override
    public void markUnread() {
        if (current != null) {
            markUnread(current, null);
        }
    }

    @Override
    public String name(ConversationId conversation) {
        return names.name(conversation);
    }

    @Override
    public void addListener(Consumer<ConversationId> listener) {
        listeners.add(listener);
    }

    @Override
    public void removeListener(Consumer<ConversationId> listener) {
        listeners.remove(listener);
    }

    // ---- for the views

    /** Writes into a draft, at its caret. */
    void compose(ConversationId conversation, String text) {
        drafts.draft(conversation).insert(text);
        draftEdited(conversation);
    }

    /** What a draft says has been changed by hand, or for the agent: it is to be kept, and shown everywhere. */
    void draftEdited(ConversationId conversation) {
        drafts.edited(conversation);
        draftChanged();
    }

    /**
     * Has a message, and what came after it, count as unread. While the conversation stays open it does not become read
     * by itself: it is just being looked at.
     *
     * @param from null: the customer's newest message
     */
    void markUnread(ConversationId conversation, MessageId from) {
        if (conversation.equals(current)) {
            heldUnread = conversation;
        }
        reader.markUnread(conversation, from);
        members.forEach(member -> member.markedUnread(conversation, from));
    }

    boolean holdsUnread(ConversationId conversation) {
        return conversation.equals(heldUnread);
    }

    /** Decides about a conversation. */
    void setState(ConversationId conversation, ConversationState state) {
        reader.setState(conversation, state);
        members.forEach(member -> member.stateSet(conversation, state));
    }

    /** Null if nobody knows. Any thread. */
    StoreStatus storeStatus() {
        StoreHealth now = health;
        return now == null ? null : now.status();
    }

    void noticesSeen() {
        StoreHealth now = health;
        if (now != null) {
            now.noticesSeen();
        }
    }

    void join(Member member) {
        members.add(member);
    }

    void leave(Member member) {
        members.remove(member);
    }

    /** A draft has changed in one view: all show it, at once, before anything is typed on top. */
    void draftChanged() {
        members.forEach(Member::draftChanged);
    }

    /** Whether one of our views has the keyboard: the agent is with the chat, not elsewhere in the host. */
    boolean isActive() {
        Display shown = display;
        if (shown == null || shown.isDisposed() || shown.getActiveShell() == null) {
            return false;
        }
        for (Member member : members) {
            if (member instanceof DeskView view && Focus.within(view.control())) {
                return true;
            }
        }
        return false;
    }

    void retry() {
        Connection now = connection;
        if (now != null) {
            now.retryNow();
        }
    }

    /** Asks the line itself: heartbeats are not told as changes. */
    LineModel.Line line() {
        Connection now = connection;
        if (now != null) {
            line.update(now.status(), clock.instant());
        }
        return line.line(clock.instant());
    }

    LineModel lineModel() {
        return line;
    }

    /** Null while there is none. Any thread. */
    HandlerRegistry registry() {
        return registry;
    }

    /** What a gateway may offer beyond messages. Any thread. */
    public Capabilities capabilities() {
        return capabilities;
    }

    /** How much may be sent to a customer still; null if nothing limits it, or nobody knows. */
    Meter meter(ConversationId conversation) {
        return outgoing.allowance(conversation).map(allowance -> Meter.of(allowance, now())).orElse(null);
    }

    OutboxModel outgoing() {
        return outgoing;
    }

    /** The pictures and files that go with the drafts. */
    Uploads uploads() {
        return uploads;
    }

    QuickReplies replies() {
        return replies;
    }

    /** What quick replies are filled with. */
    CustomerValues values() {
        return values;
    }

    /** Gives a conversation's draft to the outbox, if nothing in it is to be filled in still. */
    void send(ConversationId to, boolean insist) {
        Draft draft = drafts.draft(to);
        List<Gap> gaps = gaps(draft);
        if (!draft.sending() && !gaps.isEmpty()) {
            draft.setProblem(Unresolved.words(gaps));
            draftChanged();
            return;
        }
        drafts.send(to, outgoing.outbox(), insist, new DraftBook.Listener() {
            @Override
            public void changed(ConversationId conversation) {
                draftChanged();
            }

            @Override
            public void taken(ConversationId conversation) {
                answered(conversation);
            }
        });
    }

    /** What nobody could fill, in the order in which it is sent. */
    private static List<Gap> gaps(Draft draft) {
        List<Gap> gaps = new ArrayList<>();
        for (DraftItem item : draft.items()) {
            gaps.addAll(Unresolved.in(item.text(), item.marks()));
        }
        gaps.addAll(Unresolved.in(draft.text(), draft.marks()));
        return gaps;
    }

    /** Tells the agent to whom a conversation was handed over. */
    void transferred(ConversationId conversation, String words) {
        members.forEach(member -> member.transferred(conversation, words));
    }

    /** Puts what was given up back where it was written; the keyboard goes there if that is seen. */
    void takeBack(Outgoing message) {
        drafts.takeBack(message);
        draftChanged();
        members.forEach(member -> member.takenBack(message.to()));
    }

    /** Whoever answers has read. */
    private void answered(ConversationId conversation) {
        if (holdsUnread(conversation)) {
            heldUnread = null;
        }
    }

    boolean enterSends() {
        return enterSends;
    }

    Executor workers() {
        return workers;
    }

    Instant now() {
        return clock.instant();
    }

    Clock clock() {
        return clock;
    }

    Times times() {
        return times;
    }

    /** What other bundles contribute. Any thread. */
    public Contributions contributions() {
        return contributions;
    }

    Sections sections() {
        return sections;
    }

    Renderers renderers() {
        return renderers;
    }

    CustomerNames names() {
        return names;
    }

    StoreReader reader() {
        return reader;
    }

    DraftBook drafts() {
        return drafts;
    }

    Exporter exporter() {
        return exporter;
    }

    private static void later(ScheduledExecutorService background, long millis, Runnable task) {
        try {
            background.schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (@SuppressWarnings("unused") RejectedExecutionException closing) {
            // See close().
        }
    }

    private void use(Display first) {
        display = first;
        restoreDrafts();
    }

    /** What is read before there is a view waits for it. */
    private void restoreDrafts() {
        onUi(() -> {
            Map<ConversationId, StoredDraft> found = kept.getAndSet(null);
            if (found != null) {
                drafts.restore(found, Unresolved::marks);
                draftChanged();
            }
        });
    }

    /** Hands over what is not kept yet. Any thread. */
    public void close() {
        keeper.flush();
        customers.flush();
        capabilities.close();
        uploads.close();
    }

    void onUi(Runnable task) {
        Display shown = display;
        if (shown != null) {
            Tick.async(shown, task);
        }
    }
}
