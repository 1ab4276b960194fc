// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.ConversationView;
import org.chatdock.ui.internal.guest.Kind;
import org.chatdock.ui.internal.model.ConversationModel;
import org.chatdock.ui.internal.model.EntryText;
import org.chatdock.ui.internal.model.Messages;
import org.chatdock.ui.internal.model.StoreNotice;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Menu;

/** One conversation: state of the store, header, transcript, composer, state of the line. */
final class ConversationControl implements ConversationView, Desk.Member, ConversationModel.Listener {
    /** Countdowns are told in minutes. */
    private static final Duration AGING = Duration.ofSeconds(20);

    private final Desk desk;
    private final Composite root;
    private final Header header;
    private final Composite middle;
    private final SidePanel side;
    private final Composite stack;
    private final StackLayout layers = new StackLayout();
    private final Overlay overlay;
    private final Transcript transcript;
    private final Button newMessages;
    private final Label loading;
    private final Notice notice;
    private final Composer composer;
    private final ConversationModel model;
    private final Tick tick;
    /** Reading is a matter of where the keyboard is, which may change without anything else. */
    private final Listener focusMoved;
    private final Runnable aging = this::age;

    private int unseen;
    private volatile boolean storeCame;
    private volatile boolean servicesChanged;
    private volatile boolean renderersChanged;
    private volatile boolean panelsChanged;
    /** Somebody types or has read, or something else may be sent. */
    private volatile boolean signalled;
    private boolean customerChanged;
    private boolean markedRead;
    /** What the agent was told of last. */
    private OutboxEntry told;

    ConversationControl(Composite parent, Desk desk) {
        this.desk = desk;
        root = Ids.set(new Composite(parent, SWT.NONE), "conversation");
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.verticalSpacing = 0;
        root.setLayout(layout);
        new StoreBar(root, desk);
        header = new Header(root, desk);
        header.control().setLayoutData(new GridData(SWT.FILL, SWT.BEGINNING, true, false));
        separator();
        middle = new Composite(root, SWT.NONE);
        middle.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        stack = new Composite(middle, SWT.NONE);
        stack.setLayout(layers);
        side = new SidePanel(middle, desk);
        middle.setLayout(new Beside(middle, stack, side));
        notice = new Notice(stack, "conversation.notice");
        overlay = new Overlay(stack);
        transcript = new Transcript(overlay.control(), desk);
        newMessages = Ids.set(new Button(overlay.control(), SWT.PUSH), "transcript.newMessages");
        newMessages.addListener(SWT.Selection, event -> showNew());
        loading = Ids.set(new Label(overlay.control(), SWT.CENTER), "transcript.loading");
        loading.setText(Messages.Conversation_loadingOlder);
        overlay.set(transcript, newMessages, loading);
        separator();
        composer = new Composer(root, desk);
        composer.control().setLayoutData(new GridData(SWT.FILL, SWT.END, true, false));
        separator();
        new LineStrip(root, desk).control().setLayoutData(new GridData(SWT.FILL, SWT.END, true, false));
        model = new ConversationModel(desk.reader(), desk.outgoing()::entries, desk.clock().getZone(), this);
        model.timeline().setListener(transcript);
        transcript.setScrolled(this::scrolled);
        transcript.setSeek(model::seekStart);
        transcript.setAddToMenu(this::addToMenu);
        tick = new Tick(root, this::tick);
        Display display = root.getDisplay();
        focusMoved = event -> tick.request();
        display.addFilter(SWT.FocusIn, focusMoved);
        root.addListener(SWT.Paint, event -> {
            if (model.dirty() || signalled || storeCame || servicesChanged || renderersChanged || panelsChanged
                    || customerChanged) {
                tick.request();
            }
        });
        root.addListener(SWT.Dispose, event -> {
            desk.leave(this);
            display.removeFilter(SWT.FocusIn, focusMoved);
            display.timerExec(-1, aging);
            model.timeline().setListener(null);
        });
        root.getDisplay().timerExec((int) AGING.toMillis(), aging);
        desk.join(this);
        show(desk.current().orElse(null));
    }

    private void separator() {
        new Label(root, SWT.SEPARATOR | SWT.HORIZONTAL).setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, false));
    }

    @Override
    public Composite control() {
        return root;
    }

    @Override
    public void setFocus() {
        if (model.shown() == null) {
            root.forceFocus();
        } else {
            composer.setFocus();
        }
    }

    @Override
    public void refresh() {
        servicesChanged = true;
        tick.request();
    }

    @Override
    public void send() {
        composer.send(false);
    }

    // ---- Desk.Member

    @Override
    public void storeChanged(StoreChange change) {
        if (model.changed(change)) {
            tick.request();
        }
    }

    @Override
    public void signalled(ConversationId conversation) {
        if (conversation == null || conversation.equals(model.shown())) {
            signalled = true;
            tick.request();
        }
    }

    @Override
    public void outgoingChanged(Set<ConversationId> conversations) {
        if (model.outboxChanged(conversations)) {
            signalled = true;
            tick.request();
        }
    }

    @Override
    public void servicesChanged() {
        storeCame = true;
        servicesChanged = true;
        tick.request();
    }

    @Override
    public void contributionsChanged(Kind kind) {
        if (kind == Kind.RENDERER) {
            renderersChanged = true;
        } else if (kind == Kind.PANEL) {
            panelsChanged = true;
        }
        tick.request();
    }

    @Override
    public void lineChanged() {
        // The strip listens itself.
    }

    @Override
    public void currentChanged(ConversationId conversation) {
        show(conversation);
    }

    @Override
    public void markedUnread(ConversationId conversation, MessageId from) {
        if (conversation.equals(model.shown())) {
            model.markUnread(from);
            markedRead = false;
        }
    }

    @Override
    public void stateSet(ConversationId conversation, ConversationState state) {
        if (conversation.equals(model.shown())) {
            model.setState(state);
            header.show(conversation, state);
        }
    }

    @Override
    public void draftChanged() {
        composer.update();
    }

    @Override
    public void allOutgoingChanged() {
        if (model.outboxChanged()) {
            signalled = true;
            tick.request();
        }
    }

    @Override
    public void transferred(ConversationId conversation, String words) {
        if (conversation.equals(model.shown())) {
            composer.inform(words);
        }
    }

    @Override
    public void takenBack(ConversationId conversation) {
        if (conversation.equals(model.shown())) {
            composer.setFocus();
        }
    }

    // ---- ConversationModel.Listener

    @Override
    public void shown() {
        unseen = 0;
        markedRead = false;
        transcript.show(model.shown(), model.timeline());
    }

    @Override
    public void loading() {
        if (!root.isDisposed()) {
            if (model.seekingStart()) {
                transcript.toStart();
            }
            header.show(model.shown(), model.state());
            showLayer();
            transcript.showChanges();
            tellUnsent();
            scrolled();
            tick.request();
        }
    }

    @Override
    public void arrived(int count) {
        markedRead = false;
        if (!transcript.atEnd()) {
            unseen += count;
            showNewMessages();
        }
    }

    // ----

    /** Says which of the messages below needs the agent, once for each state; nothing if none does. */
    private void tellUnsent() {
        OutboxEntry worst = null;
        for (OutboxEntry entry : model.timeline().unsent()) {
            worst = EntryText.needsAgent(entry.state()) ? entry : worst;
        }
        if (!Objects.equals(worst, told)) {
            told = worst;
            composer.tell(worst == null ? "" : words(worst));
        }
    }

    private String words(OutboxEntry entry) {
        String name = desk.names().name(entry.message().to());
        return entry.state() == SendState.UNKNOWN ? NLS.bind(Messages.Composer_unknown, name)
                : NLS.bind(Messages.Composer_notSent, name, EntryText.reason(entry));
    }

    private void show(ConversationId conversation) {
        header.show(conversation, ConversationState.OPEN);
        composer.show(conversation);
        told = null;
        signalled = true;
        model.show(conversation);
        customerChanged = true;
        showLayer();
        tick.request();
    }

    private void tick() {
        if (!root.isVisible() || root.getShell().getMinimized()) {
            return;
        }
        if (storeCame) {
            storeCame = false;
            if (model.shown() != null && (model.failed() || !model.loaded()) && desk.reader().hasStore()) {
                model.reload();
            }
        }
        if (servicesChanged) {
            servicesChanged = false;
            header.show(model.shown(), model.state());
            composer.update();
            transcript.renamed();
            showLayer();
        }
        if (signalled) {
            signalled = false;
            age();
        }
        if (renderersChanged) {
            renderersChanged = false;
            transcript.renewRows();
        }
        if (panelsChanged || customerChanged) {
            if (panelsChanged) {
                side.forget();
            }
            panelsChanged = false;
            customerChanged = false;
            if (side.show(model.shown())) {
                middle.layout();
            }
        }
        model.refresh(transcript.realisedMessages());
        markRead();
    }

    /** Shows what time alone changes, or somebody outside: who types, how much may be sent, what is read. */
    private void age() {
        ConversationId shown = model.shown();
        if (root.isDisposed()) {
            return;
        }
        Duration next = AGING;
        if (shown != null && root.isVisible()) {
            header.show(shown, model.state());
            composer.update();
            transcript.setReadUpTo(desk.capabilities().receipts()
                    .ask(receipts -> receipts.readUpTo(shown).orElse(null), null));
            Duration types = desk.capabilities().typing().left(shown);
            next = types.isZero() ? AGING : types;
        }
        root.getDisplay().timerExec((int) next.toMillis() + 1, aging);
    }

    private void markRead() {
        boolean reading = model.shown() != null && model.loaded() && transcript.atEnd() && desk.isActive()
                && !desk.holdsUnread(model.shown());
        model.setWatched(reading);
        StoredMessage newest = reading && !markedRead ? model.timeline().newestArrival() : null;
        if (newest != null) {
            markedRead = true;
            // Not what has come in since: nobody has seen that yet.
            desk.reader().markRead(model.shown(), newest.message().id());
        }
    }

    private void addToMenu(Menu menu, StoredMessage stored) {
        ConversationMenu.add(menu, Messages.Menu_markUnreadFrom,
                () -> desk.markUnread(stored.message().conversation(), stored.message().id()));
        ConversationMenu.addStates(menu, desk, stored.message().conversation(), model.state());
        CapabilityMenu.addRecall(menu, desk, root, stored);
        CapabilityMenu.addTransfer(menu, desk, root, stored.message().conversation());
    }

    private void scrolled() {
        if (root.isDisposed() || !model.loaded()) {
            return;
        }
        if (transcript.atEnd() && unseen > 0) {
            unseen = 0;
            tick.request();
        }
        showNewMessages();
        model.scrolled(transcript.realisedMessages());
        boolean older = transcript.nearStart() && !model.complete();
        if (older) {
            model.older();
        }
        boolean wait = older && transcript.atStart() && model.timeline().size() > 0;
        if (loading.getVisible() != wait) {
            loading.setVisible(wait);
            overlay.place();
        }
    }

    private void showNewMessages() {
        boolean wanted = !transcript.atEnd();
        if (wanted) {
            String words = unseen == 0 ? Messages.Conversation_toEnd
                    : unseen == 1 ? Messages.Conversation_newMessage
                            : NLS.bind(Messages.Conversation_newMessages, Integer.valueOf(unseen));
            String text = "\u2193  " + words;
            if (!newMessages.getText().equals(text)) {
                newMessages.setText(text);
                overlay.place();
            }
        }
        if (newMessages.getVisible() != wanted) {
            newMessages.setVisible(wanted);
            overlay.place();
        }
    }

    private void showNew() {
        boolean toDivider = unseen > 0 && model.timeline().unreadFrom() != null;
        if (toDivider) {
            unseen = 0;
            transcript.reveal(model.timeline().unreadFrom());
        } else {
            transcript.toEnd();
        }
        showNewMessages();
        composer.setFocus();
    }

    private void showLayer() {
        boolean rows = model.shown() != null && model.loaded() && model.timeline().rows() > 0;
        boolean open = model.shown() != null;
        if (!rows) {
            notice.say(words());
        }
        Composite top = rows ? overlay.control() : notice.control();
        if (header.control().getVisible() != open) {
            header.control().setVisible(open);
            ((GridData) header.control().getLayoutData()).exclude = !open;
            composer.control().setVisible(open);
            ((GridData) composer.control().getLayoutData()).exclude = !open;
            root.layout(true);
        }
        if (layers.topControl != top) {
            layers.topControl = top;
            stack.layout(true);
        }
    }

    private String words() {
        if (!desk.reader().hasStore()) {
            return StoreNotice.inPlace(desk.storeStatus());
        }
        if (model.shown() == null) {
            return Messages.Conversation_none;
        }
        if (model.failed()) {
            return Messages.Conversation_failed;
        }
        return model.loaded() ? Messages.Conversation_empty : Messages.Conversation_loading;
    }
}
