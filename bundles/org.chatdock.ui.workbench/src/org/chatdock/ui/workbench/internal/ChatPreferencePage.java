// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.workbench.internal;

import java.util.List;

import org.chatdock.api.connection.AddressTemplate;
import org.eclipse.core.runtime.preferences.DefaultScope;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.preference.IPreferenceStore;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.eclipse.ui.preferences.ScopedPreferenceStore;

/**
 * Where the gateway is, who signs in, how the chat behaves. The preferences are the nodes named like our
 * configurations; {@code org.chatdock.ui.e4} carries them over. The token goes to Eclipse's secure storage.
 */
public final class ChatPreferencePage extends PreferencePage implements IWorkbenchPreferencePage {
    private static final String SOUND = "sound";
    private static final String ENTER_SENDS = "enterSends";

    private final IPreferenceStore connection = store("org.chatdock.connection");
    private final IPreferenceStore sending = store("org.chatdock.sending");
    private final IPreferenceStore account = store("org.chatdock.account");
    private final IPreferenceStore behaviour = store("org.chatdock.ui");
    private Text gateway;
    private Text api;
    private Text corp;
    private Text user;
    private Text token;
    private Button sound;
    private Button enterSends;

    private static IPreferenceStore store(String node) {
        return new ScopedPreferenceStore(InstanceScope.INSTANCE, node);
    }

    @Override
    public void init(IWorkbench workbench) {
        // The configuration's own defaults, for check boxes to show.
        DefaultScope.INSTANCE.getNode("org.chatdock.ui").putBoolean(SOUND, true);
        DefaultScope.INSTANCE.getNode("org.chatdock.ui").putBoolean(ENTER_SENDS, true);
    }

    @Override
    protected Control createContents(Composite parent) {
        Composite page = new Composite(parent, SWT.NONE);
        page.setLayout(new GridLayout());
        Composite line = group(page, Messages.Page_gatewayGroup);
        gateway = field(line, Messages.Page_gateway, SWT.NONE, connection.getString("gatewayUrl"));
        api = field(line, Messages.Page_api, SWT.NONE, sending.getString("apiUrl"));
        Composite who = group(page, Messages.Page_account);
        corp = field(who, Messages.Page_corp, SWT.NONE, account.getString("corpId"));
        user = field(who, Messages.Page_user, SWT.NONE, account.getString("userId"));
        token = field(who, Messages.Page_token, SWT.PASSWORD, "");
        if (StoredToken.isKept(account)) {
            token.setMessage(Messages.Page_tokenKept);
        }
        Composite how = group(page, Messages.Page_behaviour);
        sound = check(how, Messages.Page_sound, behaviour.getBoolean(SOUND));
        enterSends = check(how, Messages.Page_enter, behaviour.getBoolean(ENTER_SENDS));
        List.of(gateway, api).forEach(text -> text.addListener(SWT.Modify, event -> validate()));
        validate();
        return page;
    }

    private static Composite group(Composite page, String title) {
        Group group = new Group(page, SWT.NONE);
        group.setText(title);
        group.setLayout(new GridLayout(2, false));
        GridDataFactory.fillDefaults().grab(true, false).applyTo(group);
        return group;
    }

    private static Text field(Composite group, String label, int style, String value) {
        new Label(group, SWT.NONE).setText(label);
        Text text = new Text(group, SWT.BORDER | SWT.SINGLE | style);
        text.setText(value);
        GridDataFactory.fillDefaults().grab(true, false).hint(320, SWT.DEFAULT).applyTo(text);
        return text;
    }

    private static Button check(Composite group, String label, boolean value) {
        Button button = new Button(group, SWT.CHECK);
        button.setText(label);
        button.setSelection(value);
        GridDataFactory.fillDefaults().span(2, 1).applyTo(button);
        return button;
    }

    private void validate() {
        // Empty is allowed: then there is no chat.
        String wrong = gateway.getText().isBlank() || AddressTemplate.areAddresses(gateway.getText(), "ws") ? null
                : Messages.Page_gatewayWrong;
        if (wrong == null && !api.getText().isBlank() && !AddressTemplate.isAddress(api.getText().trim(), "http")) {
            wrong = Messages.Page_apiWrong;
        }
        setErrorMessage(wrong);
        setValid(wrong == null);
    }

    @Override
    protected void performDefaults() {
        gateway.setText(connection.getDefaultString("gatewayUrl"));
        api.setText(sending.getDefaultString("apiUrl"));
        corp.setText(account.getDefaultString("corpId"));
        user.setText(account.getDefaultString("userId"));
        sound.setSelection(behaviour.getDefaultBoolean(SOUND));
        enterSends.setSelection(behaviour.getDefaultBoolean(ENTER_SENDS));
        super.performDefaults();
    }

    @Override
    public boolean performOk() {
        connection.setValue("gatewayUrl", gateway.getText().trim());
        sending.setValue("apiUrl", api.getText().trim());
        account.setValue("corpId", corp.getText().trim());
        account.setValue("userId", user.getText().trim());
        behaviour.setValue(SOUND, sound.getSelection());
        behaviour.setValue(ENTER_SENDS, enterSends.getSelection());
        if (!token.getText().isEmpty()) {
            String failure = StoredToken.keep(account, token.getText());
            // Apply is often followed by OK: once is enough.
            token.setText("");
            token.setMessage(Messages.Page_tokenKept);
            if (failure != null) {
                MessageDialog.openWarning(getShell(), getTitle(),
                        NLS.bind(Messages.Page_tokenFailed, failure));
            }
        }
        return true;
    }
}
